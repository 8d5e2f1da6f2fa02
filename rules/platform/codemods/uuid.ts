import { isWholeValue, replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import type { ast, Node } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';

/** `v4()` → `randomUUID()`: of `node:crypto` in Node, of the global `crypto` in code that runs in browsers. */
export const uuid: Codemod = {
  rewrite(use, site) {
    if (!isVersion4(use, site)) return { needed: `\`${shortText(use)}\`` };
    const { call } = use;
    if (use.role === 'call' && call !== null) {
      if (call.arguments?.length !== 0) return { needed: `\`${shortText(use)}\`` };
      return randomUuid(use.node, site, (name) => name, []);
    }
    if (use.role !== 'shorthand' && (use.role !== 'value' || !isWholeValue(use.node))) return unknownUse(use);
    const isCalledWithNothing = takesNothing(use.node as ast.Expression, site);
    const differences = isCalledWithNothing ? [] : ['arguments of a caller are ignored'];
    return randomUuid(use.node, site, (name) => `() => ${name}()`, differences);
  },
};

/** `uuid.v4`, `require('uuid/v4')`, and `uuid` itself as long as it was version 4 and a function. */
function isVersion4(use: PackageUse, { subpath, version }: Site): boolean {
  const member = memberPath(use);
  if (subpath === 'v4' || subpath === 'v4.js') return member === '';
  if (subpath !== '') return false;
  return member === 'v4' || (member === '' && version !== null && version.major < 7 && use.role === 'call');
}

function randomUuid(
  node: Node,
  site: Site,
  write: (name: string) => string,
  differences: readonly string[],
): Verdict {
  if (!site.runsInBrowsers) {
    const name = site.builtins.expression({ module: 'crypto', member: 'randomUUID' }, node);
    return { edits: [replaceNode(node, write(name))], differences };
  }
  if (!isGlobal('crypto', node, site)) return shadowed('crypto');
  const secure = 'browsers have it on https pages and localhost only';
  return {
    edits: [replaceNode(node, write('crypto.randomUUID'))],
    differences: [secure, ...differences],
  };
}

/** Whether what receives the function declares that it calls it without arguments. */
function takesNothing(node: ast.Expression, { questions }: Site): boolean {
  const expected = questions.checker.getContextualType(node);
  const signatures = expected === undefined ? [] : questions.callSignatures(questions.nonNullable(expected));
  return signatures.length > 0 && signatures.every(({ parameters }) => parameters.length === 0);
}
