import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, unknownUse } from './codemod.ts';

/**
 * `stripAnsi(text)` → `stripVTControlCharacters(text)`. Node's pattern was taken from one version of the package's
 * and each went on by itself, so beyond colours and cursor moves they need not agree: a fix to review.
 */
export const stripAnsi: Codemod = {
  rewrite(use, site) {
    const isFunction = site.subpath === '' && memberPath(use) === '';
    if (!isFunction || use.role === 'new' || use.role === 'type') return unknownUse(use);
    const name = site.builtins.expression({ module: 'util', member: 'stripVTControlCharacters' }, use.node);
    const [text] = use.call?.arguments ?? [];
    const type = text === undefined ? undefined : site.questions.typeAt(text);
    const isString =
      !isUnresolved(type) &&
      site.questions.constituents(type).every(({ flags }) => flags & TypeFlags.StringLike);
    // Up to version 5 whatever is no string came back as it was; later versions throw as Node does.
    const passesOthers = !isString && (site.version === null || site.version.major < 6);
    return {
      edits: [replaceNode(use.node, name)],
      differences: [
        'rare control sequences may be read differently',
        ...(passesOthers ? ['what is no string throws'] : []),
      ],
    };
  },
};
