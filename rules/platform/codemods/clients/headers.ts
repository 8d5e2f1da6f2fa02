import { type ast, is, TypeFlags } from '../../../engine/typescript.ts';
import type { Site } from '../codemod.ts';
import { proofOf } from '../proofs.ts';
import type { Failure } from './failure.ts';
import { flatKeysOf } from './params.ts';

/** The headers that a request names itself. */
export interface OwnHeaders {
  /** As properties of an object. */
  readonly own: readonly string[];
  /** In small letters; `open` where there may be more than are seen. */
  readonly names: ReadonlySet<string> | 'open';
  readonly differences: readonly string[];
}

/** Whether Node's `fetch` leaves a header out, as it does `Host`, or takes it for an error. */
export function isLost(name: string): boolean {
  return /^(?:connection|expect|host|keep-alive|transfer-encoding|upgrade)$/i.test(name);
}

/** One header by its name and its value. */
export function oneHeader(name: ast.Expression, value: ast.Expression, site: Site): OwnHeaders | Failure {
  if (!is.isStringLiteral(name)) return { needed: `a header like \`${name.getText()}\`` };
  const proof = proofOf(value, TypeFlags.StringLike, site);
  if (proof === 'refuted' || isLost(name.text)) return { needed: `a header like ${name.getText()}` };
  const key = /^[a-z]\w*$/i.test(name.text) ? name.text : name.getText();
  return {
    own: [`${key}: ${value.getText()}`],
    names: new Set([name.text.toLowerCase()]),
    differences: proof === 'unknown' ? [undefinedIsSent] : [],
  };
}

const undefinedIsSent = 'a header that is `undefined` is sent';

/** Reads headers off an object; those that may be `undefined` are told, as clients leave such out. */
export function headersOf(): OwnHeaders;
export function headersOf(node: ast.Expression, site: Site): OwnHeaders | Failure;
export function headersOf(node?: ast.Expression, site?: Site): OwnHeaders | Failure {
  if (node === undefined || site === undefined) return { own: [], names: new Set(), differences: [] };
  const elsewhere = { needed: 'headers that are put together elsewhere' };
  if (!is.isObjectLiteralExpression(node)) {
    const keys = flatKeysOf(node, site);
    if (keys === undefined) return elsewhere;
    if (keys !== 'open' && keys.some(isLost)) return elsewhere;
    const names = keys === 'open' ? keys : new Set(keys.map((key) => key.toLowerCase()));
    return { own: [`...${node.getText()}`], names, differences: [] };
  }
  const names = new Set<string>();
  const differences = new Set<string>();
  for (const property of node.properties) {
    const isShort = is.isShorthandPropertyAssignment(property);
    if (!isShort && !is.isPropertyAssignment(property)) return elsewhere;
    const { name } = property;
    if (!is.isIdentifier(name) && !is.isStringLiteral(name)) return elsewhere;
    const proof = proofOf(isShort ? name : property.initializer, TypeFlags.StringLike, site);
    if (proof === 'refuted' || isLost(name.text)) return { needed: `a header like \`${name.getText()}\`` };
    if (proof === 'unknown') differences.add(undefinedIsSent);
    names.add(name.text.toLowerCase());
  }
  return { own: node.properties.map((each) => each.getText()), names, differences: [...differences] };
}
