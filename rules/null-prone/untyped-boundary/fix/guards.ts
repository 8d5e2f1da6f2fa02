import type { CodeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { pascalCase, unusedName } from '../../../engine/typescript/codemods/names.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { type SourceFile, type Type, TypeFlags } from '../../../engine/typescript.ts';
import { CannotCheck } from './cannot-check.ts';
import { alternativesFor, asOperand, type ConditionContext } from './condition.ts';
import { isInScope } from './scope.ts';

/** A function to be declared. */
export interface Guard {
  readonly name: string;
  readonly text: string;
}

/** More than this nobody wants to read; a schema says it shorter. */
const mostGuards = 8;
const mostMembers = 40;

/** Writes functions that tell values of object types, one for each type however often it is used. */
export class GuardWriter {
  readonly guards: Guard[] = [];
  readonly #names = new Map<number, string>();
  readonly #predicates = new Set<string>();
  readonly #context: ConditionContext;
  readonly #isTaken: (name: string) => boolean;
  readonly #source: SourceFile;
  readonly #style: CodeStyle;
  readonly #known: ReadonlyMap<string, string>;
  readonly #width: number;
  #members = 0;

  /** @param known functions that tell a type already, by the name of the type. */
  constructor(
    questions: TypeQuestions,
    source: SourceFile,
    style: CodeStyle,
    isTaken: (name: string) => boolean,
    known: ReadonlyMap<string, string>,
  ) {
    this.#context = { questions, quote: style.quote, guardOf: (type, hint) => this.#guardOf(type, hint) };
    this.#source = source;
    this.#style = style;
    this.#isTaken = isTaken;
    this.#known = known;
    this.#width = widthOf(source);
  }

  /**
   * A condition that holds where the value called `text` is of a type.
   * @throws {CannotCheck}
   */
  condition(text: string, hint: string, type: Type): string[] {
    return alternativesFor({ text, hint }, type, this.#context);
  }

  /** Whether the compiler follows a condition about `value`: a predicate, a list, or nothing at all. */
  narrows(condition: string): boolean {
    const guard = /^(\w+)\(value\)$/.exec(condition)?.[1];
    if (guard !== undefined) return this.#predicates.has(guard);
    return condition === 'value === null' || condition.startsWith('Array.isArray(value)');
  }

  #guardOf(type: Type, hint: string): string {
    const named = this.#names.get(type.id);
    if (named !== undefined) return named;
    const { questions } = this.#context;
    const symbol = type.getAliasSymbol() ?? type.getSymbol();
    const isNamed =
      symbol !== undefined && !symbol.name.startsWith('__') && questions.text(type) === symbol.name;
    const known = isNamed ? this.#known.get(symbol.name) : undefined;
    if (known !== undefined) {
      this.#predicates.add(known);
      return known;
    }
    if (this.#names.size >= mostGuards) throw tooMuch();
    const wanted = `is${pascalCase(isNamed ? symbol.name : hint)}`;
    const isPredicate = isNamed && isInScope(symbol, this.#source, questions);
    const body = (name: string): string => {
      this.#names.set(type.id, name);
      if (isPredicate) this.#predicates.add(name);
      return this.#function(name, isPredicate ? `value is ${symbol.name}` : 'boolean', type, hint);
    };
    // A guard that an earlier fix has left is the same word for word.
    const left = this.#isTaken(wanted) ? body(wanted) : undefined;
    if (left !== undefined && this.#source.text.includes(left)) return wanted;
    const used = new Set([...this.#names].filter(([id]) => id !== type.id).map(([, each]) => each));
    const name = unusedName(wanted, (each) => this.#isTaken(each) || used.has(each));
    const text = body(name);
    this.guards.push({ name, text });
    return name;
  }

  #function(name: string, result: string, type: Type, hint: string): string {
    const { newLine, semicolon, indent, quote } = this.#style;
    const isObject = `typeof value === ${quote}object${quote} && value !== null`;
    const { lines, tests } = this.#tests(type, hint);
    const all = [isObject, ...tests];
    const oneLine = `${indent}return ${all.join(' && ')}${semicolon}`;
    const returned =
      oneLine.length <= this.#width
        ? [oneLine]
        : [
            `${indent}return (`,
            ...[`typeof value === ${quote}object${quote}`, 'value !== null', ...tests].map(
              (test, index, list) => indent + indent + test + (index < list.length - 1 ? ' &&' : ''),
            ),
            `${indent})${semicolon}`,
          ];
    return [`function ${name}(value: unknown): ${result} {`, ...lines, ...returned, '}'].join(newLine);
  }

  #tests(type: Type, hint: string): { lines: string[]; tests: string[] } {
    const { questions } = this.#context;
    const members = questions.properties(type);
    const indexes = questions.checker.getIndexInfosOfType(type);
    if (members.length === 0 && indexes.length > 0) return this.#entryTests(indexes[0]?.valueType, hint);
    this.#members += members.length;
    if (this.#members > mostMembers) throw tooMuch();
    const bindings: string[] = [];
    const tests: string[] = [];
    for (const { name } of members) {
      const own = questions.typeOfProperty(type, name);
      if (own === undefined) throw new CannotCheck(`The type of \`${name}\` is not known.`);
      const isPlain = /^[A-Za-z_$][\w$]*$/.test(name);
      const local = unusedName(isPlain ? name : camel(name), (each) => reservedHere.has(each));
      const alternatives = alternativesFor({ text: local, hint: `${hint}.${name}` }, own, this.#context);
      if (alternatives.length === 0) continue;
      const key = isPlain ? name : `${this.#style.quote}${name}${this.#style.quote}`;
      bindings.push(key === local ? key : `${key}: ${local}`);
      tests.push(asOperand(alternatives));
    }
    return { lines: bindings.length === 0 ? [] : this.#binding(bindings), tests };
  }

  #entryTests(type: Type | undefined, hint: string): { lines: string[]; tests: string[] } {
    if (type === undefined || (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0)
      return { lines: [], tests: [] };
    const alternatives = alternativesFor({ text: 'entry', hint: `${hint}[]` }, type, this.#context);
    return { lines: [], tests: [`Object.values(value).every((entry) => ${alternatives.join(' || ')})`] };
  }

  #binding(names: readonly string[]): string[] {
    const { indent, semicolon } = this.#style;
    const end = `} = (value ?? {}) as Record<string, unknown>${semicolon}`;
    const oneLine = `${indent}const { ${names.join(', ')} ${end}`;
    return oneLine.length <= this.#width
      ? [oneLine]
      : [`${indent}const {`, ...names.map((name) => `${indent}${indent}${name},`), indent + end];
  }
}

/** Words that mean something else within a guard. */
const reservedHere = new Set([
  'value',
  'entry',
  'inner',
  'undefined',
  'Array',
  'Object',
  'static',
  'implements',
  'public',
]);

function camel(name: string): string {
  const pascal = pascalCase(name);
  return pascal === ''
    ? 'member'
    : `_${pascal}`.replace(/^_([A-Z])/, (_, first: string) => first.toLowerCase());
}

function tooMuch(): CannotCheck {
  return new CannotCheck(
    'The type promises too much to spell out here: a schema of a validation library says it shorter.',
  );
}

/** How long the lines of a file get, of the lengths that formatters stop at; lines with a long text or a comment tell nothing. */
function widthOf({ text }: SourceFile): number {
  const lengths = text
    .split(/\r?\n/)
    .filter((line) => !/\/\/|^\s*\*|(['"`])[^'"`]{40}|^import\b/.test(line))
    .map(({ length }) => length);
  const between = (from: number, to: number): number =>
    lengths.filter((length) => length > from && length <= to).length;
  if (between(100, 120) >= 2) return 120;
  return between(80, 100) >= 2 ? 100 : 80;
}
