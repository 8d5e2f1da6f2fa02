import type { TextEdit } from '../../../engine/finding.ts';
import { changeImports } from '../../../engine/typescript/codemods/change-imports.ts';
import { declareIn } from '../../../engine/typescript/codemods/declare.ts';
import { codeStyle, type WantedImport } from '../../../engine/typescript/codemods/imports.ts';
import { namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { importBetween } from '../../../engine/typescript/codemods/new-module.ts';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { spanOf } from '../../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { TypeFlags } from '../../../engine/typescript.ts';
import { declaredType } from '../extract.ts';
import { type Promised, promisedBy } from '../promises.ts';
import type { Sink } from '../sinks.ts';
import type { SourceKind } from '../sources.ts';
import { CannotCheck } from './cannot-check.ts';
import { withoutParentheses } from './condition.ts';
import { GuardWriter } from './guards.ts';
import { homeOf } from './home.ts';
import { knownGuards } from './known-guards.ts';
import { importOfType } from './texts.ts';
import { labelOf, typeText } from './type-text.ts';

/** The function that gives a value back if it is what it is taken for, and the edits that declare it. */
export interface Check {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** @throws {CannotCheck} if the type cannot be checked when the program runs. */
export function checkBy(
  sink: Sink,
  source: SourceKind,
  view: FileView,
  questions: TypeQuestions,
  context: TypeScriptFixContext,
): Check {
  const declared = declaredType(sink, questions);
  const promised = promisedBy(declared, questions);
  if (declared === undefined || promised === undefined) throw new CannotCheck('The code has changed.');
  const known = knownGuards(view.source);
  const home = homeOf(declared, promised, view, questions, context);
  // Who has a predicate for the type already uses it.
  const isShared = home !== undefined && !known.has(home.text.replace('[]', ''));
  const host = isShared ? home.view : view;
  const style = codeStyle(host.source);
  const taken = namesIn(host.source);
  const { text, imports } = isShared
    ? { text: home.text, imports: [] }
    : typeText(sink, promised, view, questions, context);
  const isNullable = questions.constituents(declared).some(({ flags }) => (flags & TypeFlags.Null) !== 0);
  const writer = new GuardWriter(
    questions,
    isShared ? home.source : view.source,
    style,
    (name) => taken.has(name),
    isShared ? knownGuards(host.source) : known,
  );
  const label = labelOf(text, sink, promised.members);
  const alternatives = [
    ...(isNullable ? ['value === null'] : []),
    ...promised.parts.flatMap((part) => writer.condition('value', label, part)),
  ].map((each, _, all) => (all.length === 1 ? withoutParentheses(each) : each));
  const wanted = `check${label}${promised.isList ? 'List' : ''}${isNullable ? 'OrNull' : ''}`;
  const write = (name: string): string => {
    const { newLine, indent, semicolon, quote } = style;
    const message = messageOf(isShared ? null : source, text, promised);
    const spelled = quote + message.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
    return [
      `function ${name}(value: unknown): ${text}${isNullable ? ' | null' : ''} {`,
      `${indent}if (${alternatives.join(' || ')}) {`,
      `${indent}${indent}return value${alternatives.every((each) => writer.narrows(each)) ? '' : ` as ${text}`}${semicolon}`,
      `${indent}}`,
      `${indent}throw new TypeError(${spelled})${semicolon}`,
      '}',
    ].join(newLine);
  };
  const own = namesIn(view.source);
  const keyword = isShared ? 'export ' : '';
  // The type that a cast named is often not needed there any more.
  const gone = sink.cast === null ? [] : [spanOf(sink.cast.type, view.source)];
  const bring = (name: string): TextEdit[] =>
    isShared ? changeImports(view, [importFrom(host, name, text, view, context)], gone) : [];
  const isFree = !isShared || !own.has(wanted) || importOfType(wanted, view) !== undefined;
  if (isFree && host.source.text.includes(keyword + write(wanted)))
    return { name: wanted, edits: bring(wanted) };
  const name = unusedName(wanted, (each) => taken.has(each) || (isShared && own.has(each)));
  const declarations = [{ name, text: keyword + write(name) }, ...writer.guards];
  const edits = declareIn({ file: host.path, view: host }, declarations, imports, false, host, style);
  if (edits === undefined) throw new CannotCheck('There is no place in this file to declare the check.');
  return { name, edits: [...edits, ...bring(name)] };
}

/** The check comes from where the file has the type from. */
function importFrom(
  host: FileView,
  name: string,
  type: string,
  view: FileView,
  context: TypeScriptFixContext,
): WantedImport {
  const specifier = importOfType(type.replace('[]', ''), view);
  return specifier?.startsWith('.') === true
    ? { specifier, imported: name, local: name }
    : importBetween(view, host.path, name, context);
}

/** @param source null for a check that serves many places. */
function messageOf(source: SourceKind | null, text: string, { members, isList }: Promised): string {
  const thing = {
    value: 'The value',
    text: 'The text',
    response: 'The response',
    request: 'The body of the request',
    message: 'The message',
  }[source ?? 'value'];
  const form = text.includes('{') ? 'of the expected form' : `of the form ${text}`;
  const shown = members.slice(0, 3).join(', ') + (members.length > 3 ? ' …' : '');
  if (shown === '') return `${thing} is not ${form}`;
  return `${thing} is not ${form}: ${isList ? 'each entry' : 'it'} needs ${shown}`;
}
