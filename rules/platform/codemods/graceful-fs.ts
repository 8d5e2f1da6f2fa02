import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import { type PackageUse, promisified } from '../../engine/typescript/codemods/package-uses.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';
import { isSynchronous, onDescriptors, onPaths, others } from './fs-names.ts';

/** `graceful-fs` is `fs`, except that it waits and tries again where too many files are open. */
export const gracefulFs: Codemod = {
  rewrite(use, site) {
    const verdict = handedThrough(use, site);
    if ('edits' in verdict) {
      return { ...verdict, differences: ['it is no longer waited while too many files are open (`EMFILE`)'] };
    }
    return memberPath(use) === 'gracefulify' ? { needed: '`gracefulify`' } : verdict;
  },
};

/** A use of something that is the same in `fs`, be it called or handed on. */
export function handedThrough(use: PackageUse, site: Site): Verdict {
  const isPromise = use.path.at(-1) === promisified;
  const [first = '', ...rest] = memberPath(isPromise ? { ...use, path: use.path.slice(0, -1) } : use).split(
    '.',
  );
  if (site.subpath !== '' || use.role === 'new') return unknownUse(use);
  if (first === 'promises' || isPromise) {
    const member = isPromise ? first : (rest[0] ?? '');
    const isKnown = onPaths.has(member) && rest.length === (isPromise ? 0 : 1);
    if (!isKnown)
      return { blocked: `\`${shortText(use)}\` has no counterpart that could be put in its place` };
    const name = site.builtins.expression({ module: 'fs', member, isPromised: true }, use.node);
    return { edits: [replaceNode(use.node, name)] };
  }
  const isKnown = onPaths.has(first) || onDescriptors.has(first) || isSynchronous(first) || others.has(first);
  if (!isKnown || (rest.length > 0 && first !== 'constants')) return unknownUse(use);
  const name = site.builtins.expression({ module: 'fs', member: first }, use.node);
  return { edits: [replaceNode(use.node, [name, ...rest].join('.'))] };
}
