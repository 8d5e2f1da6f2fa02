import { isUnresolved, type TypeQuestions } from '../../../engine/typescript/types.ts';
import { is, type Type, TypeFlags } from '../../../engine/typescript.ts';
import { CannotCheck } from './cannot-check.ts';

/** What writing a condition needs to know of the code around it. */
export interface ConditionContext {
  readonly questions: TypeQuestions;
  readonly quote: "'" | '"';
  /** The name of a function that tells values of an object type; `hint` names a type that has no name. */
  readonly guardOf: (type: Type, hint: string) => string;
}

/** An expression to be tested, and what it is called in messages and names. */
export interface Tested {
  readonly text: string;
  readonly hint: string;
}

/** How many literals are compared one by one. */
const fewLiterals = 3;

/**
 * A condition that holds where a value is of a type, as alternatives to be joined by `||`; none where every value is.
 * @throws {CannotCheck} if no condition can tell.
 */
export function alternativesFor(tested: Tested, type: Type, context: ConditionContext): string[] {
  const { questions } = context;
  const parts = questions.constituents(type);
  if (parts.some(({ flags }) => (flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0)) {
    if (parts.some((part) => part.isErrorType()))
      throw new CannotCheck(`The type of \`${tested.hint}\` is not known.`);
    return [];
  }
  const { text } = tested;
  const has = (flag: TypeFlags): boolean => parts.some(({ flags }) => (flags & flag) !== 0);
  const alternatives: string[] = [];
  if (has(TypeFlags.Undefined | TypeFlags.Void | TypeFlags.Never)) alternatives.push(`${text} === undefined`);
  if (has(TypeFlags.Null)) alternatives.push(`${text} === null`);
  alternatives.push(...literalAlternatives(text, parts, context));
  if (has(TypeFlags.String)) alternatives.push(typeOf(text, 'string', context));
  if (has(TypeFlags.Number)) alternatives.push(typeOf(text, 'number', context));
  const rest = parts.filter(({ flags }) => (flags & simple) === 0);
  alternatives.push(
    ...rest.map((part) =>
      objectAlternative(tested, part, rest.length > 1 ? discriminant(part, questions) : '', context),
    ),
  );
  return [...new Set(alternatives)];
}

/** The alternatives as one operand of `&&`. */
export function asOperand(alternatives: readonly string[]): string {
  const [only] = alternatives;
  if (only === undefined || alternatives.length > 1) return `(${alternatives.join(' || ')})`;
  return withoutParentheses(only);
}

/** `a && b` of `(a && b)`, for where it stands alone or is one of several that must hold. */
export function withoutParentheses(alternative: string): string {
  return alternative.startsWith('(') ? alternative.slice(1, -1) : alternative;
}

const simple =
  TypeFlags.Undefined |
  TypeFlags.Void |
  TypeFlags.Never |
  TypeFlags.Null |
  TypeFlags.String |
  TypeFlags.Number |
  TypeFlags.StringLiteral |
  TypeFlags.NumberLiteral |
  TypeFlags.BooleanLike;

function literalAlternatives(text: string, parts: readonly Type[], { quote }: ConditionContext): string[] {
  const alternatives: string[] = [];
  const literals = parts.flatMap((part) => (part.isLiteralType() ? [part.value] : []));
  const booleans = literals.filter((value) => typeof value === 'boolean');
  const isBoolean = booleans.length === 2 || parts.some(({ flags }) => (flags & TypeFlags.Boolean) !== 0);
  if (isBoolean) alternatives.push(`typeof ${text} === ${quote}boolean${quote}`);
  else alternatives.push(...booleans.map((value) => `${text} === ${value}`));
  for (const kind of ['string', 'number'] as const) {
    const values = literals.filter((value) => typeof value === kind).map((value) => literal(value, quote));
    if (values.length <= fewLiterals) alternatives.push(...values.map((value) => `${text} === ${value}`));
    else {
      const isKind = `typeof ${text} === ${quote}${kind}${quote}`;
      alternatives.push(`(${isKind} && [${values.join(', ')}].includes(${text}))`);
    }
  }
  return alternatives;
}

function literal(value: unknown, quote: string): string {
  if (typeof value !== 'string') return String(value);
  const inner = JSON.stringify(value).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function typeOf(text: string, name: string, { quote }: ConditionContext): string {
  return `typeof ${text} === ${quote}${name}${quote}`;
}

/** @param variant what tells the type from the others of its union; '' where it is the only one. */
function objectAlternative(tested: Tested, type: Type, variant: string, context: ConditionContext): string {
  const { questions } = context;
  const { text, hint } = tested;
  if (isUnresolved(type)) throw new CannotCheck(`The type of \`${hint}\` is not known.`);
  // `string & { readonly brand: … }`: only the compiler knows of the brand.
  if (type.isIntersectionType()) {
    const plain = type.getTypes().find(({ flags }) => (flags & (TypeFlags.String | TypeFlags.Number)) !== 0);
    if (plain !== undefined)
      return typeOf(text, (plain.flags & TypeFlags.String) !== 0 ? 'string' : 'number', context);
  }
  refuseUncheckable(hint, type, questions);
  if (type.isTupleType() || questions.checker.isTupleType(type)) {
    throw new CannotCheck(`\`${hint}\` is a list with a type for each position.`);
  }
  if (questions.isArray(type)) return arrayAlternative(tested, type, context);
  if ((type.flags & TypeFlags.NonPrimitive) !== 0)
    return `(${typeOf(text, 'object', context)} && ${text} !== null)`;
  return `${context.guardOf(type, variant === '' ? hint : `${hint}.${variant}`)}(${text})`;
}

/** The literal text of a member that tells one type of a union from the others, `card` of `kind: 'card'`; '' without one. */
function discriminant(type: Type, questions: TypeQuestions): string {
  for (const { name } of questions.properties(type)) {
    const own = questions.typeOfProperty(type, name);
    if (own?.isLiteralType() && typeof own.value === 'string') return own.value;
  }
  return '';
}

function arrayAlternative({ text, hint }: Tested, type: Type, context: ConditionContext): string {
  const [element] = type.isTypeReference() ? context.questions.checker.getTypeArguments(type) : [];
  const isArray = `Array.isArray(${text})`;
  if (element === undefined) return isArray;
  const entry = text === 'entry' ? 'inner' : 'entry';
  const alternatives = alternativesFor({ text: entry, hint: `${hint}[]` }, element, context);
  if (alternatives.length === 0) return isArray;
  const [only] = alternatives;
  const guard =
    alternatives.length === 1 ? new RegExp(`^(\\w+)\\(${entry}\\)$`).exec(only as string)?.[1] : undefined;
  const callback = guard ?? `(${entry}) => ${alternatives.join(' || ')}`;
  return `(${isArray} && ${text}.every(${callback}))`;
}

function refuseUncheckable(hint: string, type: Type, questions: TypeQuestions): void {
  const { flags } = type;
  if ((flags & (TypeFlags.Object | TypeFlags.Intersection | TypeFlags.NonPrimitive)) === 0) {
    throw new CannotCheck(
      (flags & TypeFlags.TypeParameter) !== 0
        ? `\`${hint}\` is of a type that the caller chooses.`
        : `\`${questions.text(type)}\` cannot be told from other types when the program runs.`,
    );
  }
  if (questions.callSignatures(type).length > 0)
    throw new CannotCheck(`\`${hint}\` is a function: what comes from outside cannot be one.`);
  if (questions.isArray(type)) return;
  const symbol = type.getSymbol();
  const [handle] = symbol?.declarations ?? [];
  if (symbol === undefined || handle === undefined || symbol.name.startsWith('__')) return;
  if (handle.path.includes('/node_modules/') || /\/lib\.[\w.]+\.d\.ts$/.test(handle.path)) {
    throw new CannotCheck(
      /^(Date|Map|Set|RegExp)$/.test(symbol.name)
        ? `\`${hint}\` is a \`${symbol.name}\`, which JSON cannot carry: what arrives is something else.`
        : `\`${hint}\` is a \`${symbol.name}\`, which the workspace does not declare.`,
    );
  }
  const declaration = questions.declarations(symbol)[0];
  if (declaration !== undefined && is.isClassDeclaration(declaration))
    throw new CannotCheck(`\`${symbol.name}\` is a class: what comes from outside is no instance of it.`);
}
