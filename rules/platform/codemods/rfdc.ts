import { linesOf } from '../../engine/local-edits.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, type Verdict } from './codemod.ts';
import { deepCopyOf } from './structured-clone.ts';

/**
 * `rfdc()(value)`, `const clone = rfdc()` with all its calls, and `clone` of `rfdc/default` → `structuredClone(value)`,
 * where the types show plain data. The package is chosen for its speed, so a person decides.
 */
export const rfdc: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    if (memberPath(use) !== '' || call === null || !is.isCallExpression(call)) {
      return { needed: `\`${shortText(use)}\`` };
    }
    if (/^default(?:\.js)?$/.test(site.subpath)) return slower(deepCopyOf(use, site));
    if (site.subpath !== '' || !isPlainCopier(call)) return { needed: `\`${shortText(use)}\`` };
    const { parent } = call;
    if (is.isCallExpression(parent) && parent.expression === call) return slower(copied(call, parent, site));
    if (is.isVariableDeclaration(parent) && is.isIdentifier(parent.name)) return named(parent, site);
    return { blocked: `where \`${shortText(use)}\` goes cannot be followed` };
  },
};

/** Without options, or with `circles`, which `structuredClone` follows anyhow; `proto` copies what is inherited. */
function isPlainCopier({ arguments: [options, ...others] }: ast.CallExpression): boolean {
  if (options === undefined) return true;
  return others.length === 0 && /^\{\s*(?:circles: *(?:true|false)\s*,?)?\s*\}$/.test(options.getText());
}

/** Every call of the name that the copier was given, which then goes. */
function named(declaration: ast.VariableDeclaration, site: Site): Verdict {
  const { questions, view } = site;
  const list = declaration.parent;
  const statement = list.parent;
  const { name } = declaration;
  const symbol = questions.symbolAt(name);
  const isAlone =
    is.isVariableDeclarationList(list) &&
    list.declarations.length === 1 &&
    is.isVariableStatement(statement) &&
    statement.modifiers === undefined;
  if (!isAlone || symbol === undefined) {
    return { blocked: `\`${declaration.getText().slice(0, 40)}\` is declared together with others` };
  }
  const edits = [{ span: linesOf(view.source.text, spanOf(statement)), newText: '' }];
  for (const mention of questions.references(symbol, view.path)) {
    if (mention.pos === name.pos) continue;
    const { parent } = mention;
    if (!is.isCallExpression(parent) || parent.expression !== mention) {
      return { blocked: `where \`${mention.getText()}\` goes cannot be followed` };
    }
    const verdict = copied(mention, parent, site);
    if (!('edits' in verdict)) return verdict;
    edits.push(...verdict.edits);
  }
  return slower({ edits });
}

function copied(node: PackageUse['node'], call: ast.CallExpression, site: Site): Verdict {
  return deepCopyOf({ path: [], node, role: 'call', call }, site);
}

function slower(verdict: Verdict): Verdict {
  if (!('edits' in verdict)) return verdict;
  return {
    edits: verdict.edits,
    differences: ['`structuredClone` takes longer', ...(verdict.differences ?? [])],
  };
}
