import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import { type ast, is, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse } from './codemod.ts';
import { globalFunction, kindProof, type ReceiverKind } from './functions.ts';
import { isGlobal, shadowed } from './globals.ts';

/**
 * `extend(a, b)` → `Object.assign(a, b)`. Version 3 of the package is that function itself; version 2 makes an object
 * of a first argument that is none, and leaves out texts and keys that are symbols. Version 1 leaves out more.
 */
export const extendShallow: Codemod = {
  rewrite(use, site) {
    const major = site.version?.major ?? 0;
    if (major >= 3) return assign.rewrite(use, site);
    if (major < 2) return { blocked: 'what it copies depends on its version, which may be older than 2' };
    const { call } = use;
    if (site.subpath !== '' || memberPath(use) !== '' || call === null || !is.isCallExpression(call))
      return unknownUse(use);
    const [target, ...sources] = call.arguments;
    if (target === undefined || is.isSpreadElement(target)) return unknownUse(use);
    if (!isGlobal('Object', use.node, site)) return shadowed('Object');
    const differences = differencesOf(target, sources, site);
    if (differences === undefined) return { blocked: `\`${shortText(use)}\` may copy what is no object` };
    return { edits: [replaceNode(use.node, 'Object.assign')], differences };
  },
};

const assign = globalFunction('Object.assign');

/** Undefined where an argument is certain to be what the two treat differently. */
function differencesOf(
  target: ast.Expression,
  sources: readonly ast.Expression[],
  site: Site,
): string[] | undefined {
  const differences = ['keys that are symbols are copied too'];
  const onto = proofOf(target, anObject, site);
  const copied = sources.map((each) => (is.isSpreadElement(each) ? 'unknown' : proofOf(each, noText, site)));
  if (onto === 'other' || copied.includes('other')) return undefined;
  if (onto === 'unknown') differences.push(`\`${target.getText().slice(0, 24)}\` has to be an object`);
  if (copied.includes('unknown')) differences.push('a text is copied character by character');
  return differences;
}

/** An intersection may be an object of two types, or a text that a type marks. */
function proofOf(node: ast.Expression, kind: ReceiverKind, site: Site): ReturnType<typeof kindProof> {
  const isMixed = ((site.questions.typeAt(node)?.flags ?? 0) & TypeFlags.Intersection) !== 0;
  return isMixed ? 'unknown' : kindProof(node, kind, site);
}

const anObject: ReceiverKind = {
  text: 'an object',
  accepts: ({ flags }) => (flags & (TypeFlags.Object | TypeFlags.NonPrimitive)) !== 0,
};

/** A number or a truth value has no keys of its own, so nothing is copied of it either way. */
const noText: ReceiverKind = {
  text: 'no text',
  accepts: ({ flags }) => (flags & (TypeFlags.StringLike | TypeFlags.Intersection)) === 0,
};
