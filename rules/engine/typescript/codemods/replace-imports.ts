import { type LocalEdit, linesOf, removeFromList } from '../../local-edits.ts';
import { type ast, is, type Node, NodeFlags } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { newLineOf, spanOf } from '../syntax.ts';
import { addImports, codeStyle, importStatement, type WantedImport } from './imports.ts';
import type { ImportNode } from './package-uses.ts';

/**
 * Takes declarations out of a file and brings names of other modules in, where the first declaration stood if
 * that was at the top level, else after the last import of the file.
 * @param fresh names of modules that the file does not import by name yet, one module after the other.
 */
export function replaceImports(
  view: FileView,
  removed: readonly ImportNode[],
  fresh: readonly WantedImport[],
  usesRequire: boolean,
): LocalEdit[] {
  const { source } = view;
  const edits: LocalEdit[] = [];
  const style = codeStyle(source);
  const spot = fresh.length === 0 ? undefined : removed.find((node) => statementOf(node).parent === source);
  for (const [statement, gone] of byStatement(removed)) {
    const isSpot = spot !== undefined && gone.includes(spot);
    const all = is.isVariableStatement(statement) ? [...statement.declarationList.declarations] : gone;
    const semicolon = source.text[statement.end - 1] === ';' ? ';' : '';
    const texts = isSpot
      ? modulesOf(fresh).map((names) =>
          importStatement(names[0]?.specifier ?? '', names, { ...style, semicolon }, usesRequire),
        )
      : [];
    if (all.length > gone.length) {
      const declarations = texts.map((text) => text.replace(/^const /, '').replace(/;$/, ''));
      edits.push(...thinOut(all, gone, isSpot ? declarations.join(', ') : null));
    } else if (isSpot) {
      const keyword = is.isVariableStatement(statement) ? keywordOf(statement) : 'const';
      const own = texts.map((text) => text.replace(/^const /, `${keyword} `));
      edits.push({ span: spanOf(statement, source), newText: own.join(newLineOf(source.text)) });
    } else {
      edits.push({ span: linesOf(source.text, spanOf(statement, source)), newText: '' });
    }
  }
  if (spot === undefined && fresh.length > 0) {
    edits.push(...addImports({ ...view, isCommonJs: usesRequire }, fresh));
  }
  return edits;
}

/** Takes some declarations out of a statement that keeps others; the first one may be replaced instead. */
function thinOut(
  all: readonly ImportNode[],
  gone: readonly ImportNode[],
  instead: string | null,
): LocalEdit[] {
  const replaced = instead === null ? undefined : gone[0];
  const edits = removeFromList(
    all.map((each) => spanOf(each)),
    (index) => all[index] !== replaced && gone.includes(all[index] as ImportNode),
  ).map((span): LocalEdit => ({ span, newText: '' }));
  if (replaced !== undefined && instead !== null) edits.push({ span: spanOf(replaced), newText: instead });
  return edits;
}

function modulesOf(names: readonly WantedImport[]): WantedImport[][] {
  const specifiers = [...new Set(names.map(({ specifier }) => specifier))];
  return specifiers.map((specifier) => names.filter((each) => each.specifier === specifier));
}

function byStatement(removed: readonly ImportNode[]): Map<Node, ImportNode[]> {
  const groups = new Map<Node, ImportNode[]>();
  for (const node of removed) {
    const statement = statementOf(node);
    const group = groups.get(statement);
    if (group === undefined) groups.set(statement, [node]);
    else group.push(node);
  }
  return groups;
}

function statementOf(node: ImportNode): Node {
  return is.isVariableDeclaration(node) ? node.parent.parent : node;
}

function keywordOf({ declarationList: { flags } }: ast.VariableStatement): string {
  if (flags & NodeFlags.Const) return 'const';
  return flags & NodeFlags.Let ? 'let' : 'var';
}
