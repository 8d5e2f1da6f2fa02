import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import { is } from '../../engine/typescript.ts';
import { type Codemod, memberPath, unknownUse } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';

/**
 * `extend(a, b)` → `Object.assign({}, a, b)`, and of `xtend/mutable` → `Object.assign(a, b)`. The package leaves out
 * keys that are symbols.
 */
export const xtend: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    const isMutable = site.subpath === 'mutable' || site.subpath === 'mutable.js';
    const isKnown = isMutable || site.subpath === '' || site.subpath === 'immutable';
    if (!isKnown || memberPath(use) !== '' || call === null || !is.isCallExpression(call))
      return unknownUse(use);
    const [first] = call.arguments;
    if (first === undefined) return unknownUse(use);
    if (!isGlobal('Object', use.node, site)) return shadowed('Object');
    const start = first.getStart();
    const target = isMutable ? [] : [{ span: { start, end: start }, newText: '{}, ' }];
    return {
      edits: [replaceNode(use.node, 'Object.assign'), ...target],
      differences: ['keys that are symbols are copied too'],
    };
  },
};
