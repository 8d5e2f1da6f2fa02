import type { LocalEdit } from '../../../engine/local-edits.ts';
import { spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is } from '../../../engine/typescript.ts';
import type { Site } from '../codemod.ts';
import { readAlone } from './consumed.ts';

/** A promise of the one property that may be read of an answer. */
export interface ChainedAnswer {
  readonly property: string;
  /** What gives the promise. */
  readonly text: string;
  /** The type that the call names for the property. */
  readonly type: string | undefined;
}

/**
 * The edits where an answer goes to a function at once that reads one property of it, or nothing:
 * `call.then(({ data }) => …)`; undefined elsewhere.
 */
export function chained(
  call: ast.CallExpression,
  { property, text, type }: ChainedAnswer,
  site: Site,
): LocalEdit[] | undefined {
  const callback = callbackOf(call);
  if (callback === undefined) return undefined;
  const asked = { span: spanOf(call), newText: text };
  const [parameter, ...others] = callback.parameters;
  if (parameter === undefined) return [asked];
  if (others.length > 0 || parameter.type !== undefined || parameter.initializer !== undefined)
    return undefined;
  const read = readOf(parameter, property, site);
  if (read === undefined) return undefined;
  const typed = type === undefined ? read.name : `${read.name}: ${type}`;
  const before = site.view.source.text.slice(callback.getStart(), parameter.getStart());
  const newText = before.includes('(') || type === undefined ? typed : `(${typed})`;
  return [asked, { span: spanOf(parameter), newText }, ...read.edits];
}

function callbackOf(call: ast.CallExpression): ast.ArrowFunction | undefined {
  const { parent: member } = call;
  if (!is.isPropertyAccessExpression(member) || member.name.text !== 'then') return undefined;
  const { parent: then } = member;
  if (!is.isCallExpression(then) || then.expression !== member || then.typeArguments !== undefined)
    return undefined;
  const [callback, ...others] = then.arguments;
  return callback !== undefined && is.isArrowFunction(callback) && others.length === 0 ? callback : undefined;
}

/** What the parameter is called afterwards, and the edits where it is read. */
function readOf(
  { name }: ast.ParameterDeclaration,
  property: string,
  site: Site,
): { readonly name: string; readonly edits: readonly LocalEdit[] } | undefined {
  if (is.isIdentifier(name)) {
    const read = readAlone(name, (each) => each === property, site);
    return read && { name: property, edits: read.edits };
  }
  if (!is.isObjectBindingPattern(name)) return undefined;
  const [element, ...others] = name.elements;
  if (element === undefined || others.length > 0 || element.initializer !== undefined) return undefined;
  const isRead = (element.propertyName ?? element.name)?.getText() === property;
  return isRead && element.name !== undefined && is.isIdentifier(element.name)
    ? { name: element.name.text, edits: [] }
    : undefined;
}
