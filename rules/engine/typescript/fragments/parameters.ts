import {
  is,
  type Node,
  SymbolFlags,
  SyntaxKind,
  type Type,
  TypeFlags,
  type TypeSymbol,
} from '../../typescript.ts';
import { camelCase, namesIn, unusedName } from '../codemods/names.ts';
import { walk } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';
import { isNullish, isUnresolved } from '../types.ts';
import type { FragmentSite } from './fragment.ts';
import { ownClass } from './own-object.ts';
import type { Role } from './roles.ts';

/** A parameter of the common function. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  /** A named type that the definition has to import, by its declaration. */
  readonly typeSymbol: TypeSymbol | null;
}

/**
 * The parameters of a function that is made of one fragment and serves all: its roles in order, then the text where places
 * differ in one; a refusal in words where a role has no type that can be written.
 */
export function commonParameters(site: FragmentSite, sites: readonly FragmentSite[]): Parameter[] | string {
  const types = new Set([...namesIn(site.view.source)].filter((name) => /^[A-Z]/.test(name)));
  const roles = parametersOf(site, sites, types);
  if (typeof roles === 'string' || site.hole === undefined) return roles;
  const used = new Set(roles.map(({ name }) => name));
  const name = unusedName('message', (each) => used.has(each));
  return [...roles, { name, type: 'string', typeSymbol: null }];
}

function parametersOf(
  site: FragmentSite,
  sites: readonly FragmentSite[],
  taken: ReadonlySet<string>,
): Parameter[] | string {
  const used = new Set<string>();
  const parameters: Parameter[] = [];
  for (const [index, role] of site.shape.roles.entries()) {
    const owner = role.name === 'this' ? ownClass(sites) : undefined;
    if (typeof owner === 'string') return owner;
    const wanted = owner?.name === undefined ? parameterName(role) : camelCase(owner.name.text);
    const name = unusedName(wanted, (each) => used.has(each) || taken.has(each));
    used.add(name);
    if (owner?.name !== undefined) {
      parameters.push({
        name,
        type: owner.name.text,
        typeSymbol: site.questions.symbolAt(owner.name) ?? null,
      });
      continue;
    }
    const type = typeOf(role, index, site, sites);
    if (type === undefined)
      return `The type of \`${role.occurrences[0]?.getText()}\` cannot be written in another file.`;
    parameters.push({ name, ...type });
  }
  return parameters;
}

/** Properties that the fragment reads of a role, each with the expression that reads it; undefined if it does more. */
export function membersOf({ occurrences }: Role): Map<string, Node> | undefined {
  const members = new Map<string, Node>();
  for (const node of occurrences) {
    const { parent } = node;
    if (!is.isPropertyAccessExpression(parent) || parent.expression !== node) return undefined;
    if ('expression' in parent.parent && parent.parent.expression === parent && isEntered(parent.parent)) {
      return undefined;
    }
    members.set(parent.name.text, parent);
  }
  return members;
}

/** A property is called, or read from in turn. */
function isEntered(node: Node): boolean {
  return (
    is.isCallExpression(node) || is.isPropertyAccessExpression(node) || is.isElementAccessExpression(node)
  );
}

/** The type in words that mean the same everywhere: primitives, literals of them and arrays of these. */
export function plainType(type: Type | undefined, questions: TypeQuestions): string | undefined {
  if (isUnresolved(type)) return undefined;
  const text = questions.text(type);
  const names = text.replace(/"[^"]*"/g, '').match(/[A-Za-z_$][\w$]*/g) ?? [];
  return text.length <= 60 && !/[{(<]|=>|\.\.\./.test(text) && names.every((name) => plainNames.has(name))
    ? text.replaceAll('"', "'")
    : undefined;
}

const plainNames = new Set([
  'string',
  'number',
  'boolean',
  'bigint',
  'null',
  'undefined',
  'true',
  'false',
  'readonly',
]);

function parameterName({ name }: Role): string {
  if (/^#/.test(name)) return name.slice(1);
  if (/^[A-Z\d_]+$/.test(name))
    return name.toLowerCase().replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return name;
}

function typeOf(
  role: Role,
  index: number,
  site: FragmentSite,
  sites: readonly FragmentSite[],
): Omit<Parameter, 'name'> | undefined {
  const { questions } = site;
  const type = site.lookup.type(role.occurrences[0] as Node);
  const plain = plainOverAll(index, sites);
  if (plain !== undefined) return { type: plain, typeSymbol: null };
  if (isOnlyTested(site, index)) return { type: 'unknown', typeSymbol: null };
  if (type !== undefined && (type.flags & TypeFlags.Unknown) !== 0) {
    return { type: isEnteredUnasked(role, site) ? 'any' : 'unknown', typeSymbol: null };
  }
  if (type !== undefined && !isUnresolved(type) && questions.isArray(questions.nonNullable(type)))
    return { type: 'readonly unknown[]', typeSymbol: null };
  const open = { type: 'any', typeSymbol: null };
  // What has no type where it is read gets none here either, unless the properties that are read say enough.
  const found =
    type === undefined || isUnresolved(type)
      ? (structureOf(role, site) ?? open)
      : (namedType(type, questions) ?? structureOf(role, site) ?? annotatedType(role, site));
  return found !== undefined && !isKnownEverywhere(role, index, sites) ? open : found;
}

/** Whether the types of all places have what is read of a role; JavaScript reads on where they do not. */
function isKnownEverywhere(role: Role, index: number, sites: readonly FragmentSite[]): boolean {
  const read = [...(membersOf(role)?.keys() ?? [])];
  return sites.every(({ view, questions, lookup, shape }) => {
    const node = shape.roles[index]?.occurrences[0];
    const type = node && lookup.type(node);
    if (!view.isJavaScript || type === undefined || isUnresolved(type)) return true;
    return read.every((name) => questions.property(questions.nonNullable(type), name) !== undefined);
  });
}

/** Whether a property is read of what may be anything: code that is not strict takes it for `any`. */
function isEnteredUnasked({ occurrences }: Role, { lookup }: FragmentSite): boolean {
  return occurrences.some((node) => {
    const type = lookup.type(node);
    const isRead = is.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
    return isRead && type !== undefined && (type.flags & TypeFlags.Unknown) !== 0;
  });
}

/** The type that a variable's own declaration writes: a name, as in `res: Response`, or what needs no name of the file. */
function annotatedType(
  { occurrences: [node] }: Role,
  { lookup, questions }: FragmentSite,
): Omit<Parameter, 'name'> | undefined {
  const symbol = node !== undefined && is.isIdentifier(node) ? lookup.symbol(node) : undefined;
  const [declaration] = symbol === undefined ? [] : questions.declarations(symbol);
  if (declaration === undefined || !is.isParameterDeclaration(declaration)) return undefined;
  const { type } = declaration;
  if (type === undefined) return undefined;
  if (is.isTypeReferenceNode(type) && type.typeArguments === undefined && is.isIdentifier(type.typeName)) {
    const typeSymbol = questions.symbolAt(type.typeName);
    return typeSymbol && { type: type.getText(), typeSymbol };
  }
  const text = type.getText();
  return text.length <= longestAnnotation && !text.includes('\n') && meansTheSameEverywhere(type, questions)
    ? { type: text, typeSymbol: null }
    : undefined;
}

const longestAnnotation = 120;

function meansTheSameEverywhere(type: Node, questions: TypeQuestions): boolean {
  let isSame = true;
  walk(type, (node) => {
    if (!isSame) return 'skip';
    if (is.isTypeReferenceNode(node)) {
      const [declaration] = questions.symbolAt(node.typeName)?.declarations ?? [];
      isSame = /(^|\/)lib\.[^/]*\.d\.ts$/.test(declaration?.path ?? '');
    } else
      isSame = !is.isTypeQueryNode(node) && !is.isImportTypeNode(node) && node.kind !== SyntaxKind.ThisType;
    return undefined;
  });
  return isSame;
}

/** The plain types of a role in all places, joined; undefined if one is not plain. */
function plainOverAll(index: number, sites: readonly FragmentSite[]): string | undefined {
  const texts = new Set<string>();
  for (const { shape, lookup, questions } of sites) {
    const node = shape.roles[index]?.occurrences[0];
    const type = node && lookup.type(node);
    if (type === undefined || (type.flags & TypeFlags.Never) !== 0) return undefined;
    const text = plainType(type, questions);
    if (text === undefined) return undefined;
    for (const part of text.includes('[]') ? [text] : text.split(' | ')) texts.add(part);
  }
  if (texts.size === 0 || texts.size > 4 || [...texts].some((text) => /\[\]/.test(text) && texts.size > 1))
    return undefined;
  return [...texts].sort((a, b) => rank(a) - rank(b)).join(' | ');
}

function rank(text: string): number {
  return text === 'null' ? 1 : text === 'undefined' ? 2 : 0;
}

/** The role is compared with nothing but nullish values or tested for truth, and is not used otherwise. */
function isOnlyTested({ shape: { condition, action } }: FragmentSite, index: number): boolean {
  const role = `\\$${index}(?!\\d)`;
  if (new RegExp(role).test(action))
    return new RegExp(`\\$\\{\\$${index}\\}`).test(action) && !new RegExp(`${role}[.(\\[?]`).test(action);
  const rest = condition
    .replace(new RegExp(`!${role}(?![.(?\\[])`, 'g'), '')
    .replace(new RegExp(`\\(${role} [!=]==? (null|undefined)\\)`, 'g'), '')
    .replace(new RegExp(`^${role}$`), '');
  return !new RegExp(role).test(rest);
}

/** A class, interface or alias without type arguments, as it stands alone or beside null and undefined. */
function namedType(type: Type, questions: TypeQuestions): Omit<Parameter, 'name'> | undefined {
  const parts = questions.constituents(type);
  const present = parts.filter((part) => !isNullish(part));
  const alias = type.getAliasSymbol();
  const only = present.length === 1 ? (present[0] as Type) : undefined;
  const symbol = alias ?? only?.getAliasSymbol() ?? only?.getSymbol();
  if (symbol === undefined || symbol.name.startsWith('__')) return undefined;
  const owner = alias === undefined ? only : type;
  const hasArguments = (owner?.getAliasTypeArguments() ?? []).length > 0;
  if (hasArguments) return undefined;
  const nullish = alias === undefined ? parts.filter(isNullish).map((part) => questions.text(part)) : [];
  return { type: [qualifiedName(symbol), ...nullish].join(' | '), typeSymbol: symbol };
}

/** `NodeJS.ErrnoException` for a type inside a global namespace. */
function qualifiedName(symbol: TypeSymbol): string {
  const parent = symbol.getParent();
  return parent !== undefined && /^[A-Z]\w*$/.test(parent.name)
    ? `${parent.name}.${symbol.name}`
    : symbol.name;
}

/** `{ readonly status: number }` from what the fragment reads of a role. */
function structureOf(role: Role, { lookup, questions }: FragmentSite): Omit<Parameter, 'name'> | undefined {
  const members = membersOf(role);
  if (members === undefined || members.size === 0 || members.size > 3) return undefined;
  const parts = [...members].map(([name, node]) => {
    const read = lookup.type(node);
    // What has no type may be compared and counted with, which what is unknown may not.
    const open = isUnresolved(read) && isCalculatedWith(node) ? 'any' : 'unknown';
    const type = plainType(read, questions) ?? (/^(length|size)$/.test(name) ? 'number' : open);
    return `${isAssigned(name, role) ? '' : 'readonly '}${name}${isOptional(name, role, lookup, questions) ? '?' : ''}: ${type}`;
  });
  return { type: `{ ${parts.join('; ')} }`, typeSymbol: null };
}

/** Whether what is handed over may lack the property, in which case the parameter must let it. */
function isOptional(
  name: string,
  { occurrences }: Role,
  lookup: FragmentSite['lookup'],
  questions: TypeQuestions,
): boolean {
  return occurrences.some((node) => {
    const type = lookup.type(node);
    const property =
      type === undefined || isUnresolved(type)
        ? undefined
        : questions.property(questions.nonNullable(type), name);
    return property !== undefined && (property.flags & SymbolFlags.Optional) !== 0;
  });
}

function isCalculatedWith({ parent }: Node): boolean {
  return is.isBinaryExpression(parent) && !/^(?:[!=]==?|&&|\|\||\?\?)$/.test(parent.operatorToken.getText());
}

function isAssigned(member: string, { occurrences }: Role): boolean {
  return occurrences.some(({ parent }) => {
    const assignment = parent.parent;
    return (
      is.isPropertyAccessExpression(parent) &&
      parent.name.text === member &&
      is.isBinaryExpression(assignment) &&
      assignment.left === parent &&
      assignment.operatorToken.kind === SyntaxKind.EqualsToken
    );
  });
}
