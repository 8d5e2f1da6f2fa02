import type { Span, TextEdit } from '../../finding.ts';
import { linesOf, removeFromList } from '../../local-edits.ts';
import { type ast, is, type Node } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { spanOf } from '../syntax.ts';
import { addImports, type WantedImport } from './imports.ts';

/**
 * Edits that give a file the wanted names and take away those that only code at the given spans uses, as this code
 * goes. A name that stands anywhere else, be it in a comment, stays.
 */
export function changeImports(
  view: FileView,
  wanted: readonly WantedImport[],
  gone: readonly Span[],
): TextEdit[] {
  const added = addImports(view, wanted);
  const edits: TextEdit[] = [];
  for (const list of importLists(view)) {
    const unused = list.elements.filter((element) => isOnlyUsedIn(gone, element, list, view));
    if (unused.length === 0) continue;
    if (unused.length < list.elements.length) {
      const spans = list.elements.map((each) => spanOf(each, view.source));
      const removed = removeFromList(spans, (index) => unused.includes(list.elements[index] as Node));
      edits.push(...removed.map((span) => removal(view, span)));
    } else edits.push(...withoutList(list, added, view));
  }
  return [...added, ...edits];
}

/** The names between the braces of one import or of one `require`. */
interface ImportList {
  readonly statement: ast.Statement;
  readonly elements: readonly Node[];
  /** Something beside these names keeps the statement. */
  readonly hasMore: boolean;
}

function importLists({ source }: FileView): ImportList[] {
  return source.statements.flatMap((statement): ImportList[] => {
    if (is.isImportDeclaration(statement)) {
      const { name, namedBindings } = statement.importClause ?? {};
      return namedBindings !== undefined &&
        is.isNamedImports(namedBindings) &&
        namedBindings.elements.length > 0
        ? [{ statement, elements: namedBindings.elements, hasMore: name !== undefined }]
        : [];
    }
    if (!is.isVariableStatement(statement)) return [];
    const { declarations } = statement.declarationList;
    return declarations.flatMap(({ name, initializer }) => {
      const isRequire = initializer !== undefined && /^require\(\s*['"]/.test(initializer.getText(source));
      return isRequire && is.isObjectBindingPattern(name) && name.elements.length > 0
        ? [{ statement, elements: name.elements, hasMore: declarations.length > 1 }]
        : [];
    });
  });
}

function isOnlyUsedIn(
  gone: readonly Span[],
  element: Node,
  { statement }: ImportList,
  { source }: FileView,
): boolean {
  const name = (element as ast.ImportSpecifier | ast.BindingElement).name?.getText(source);
  if (name === undefined || !/^[\w$]+$/.test(name)) return false;
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
  const uses = [...source.text.matchAll(word)].map(({ index }) => index);
  const own = spanOf(statement, source);
  const others = uses.filter((at) => !isIn(own, at));
  return others.length > 0 && others.every((at) => gone.some((span) => isIn(span, at)));
}

/** All names of a list go: its statement too, unless something is added to it or stands in its place. */
function withoutList(
  { statement, elements, hasMore }: ImportList,
  added: TextEdit[],
  view: FileView,
): TextEdit[] {
  const { source } = view;
  const [first, last] = [elements[0] as Node, elements.at(-1) as Node];
  const names = { start: spanOf(first, source).start, end: last.end };
  const joined = added.findIndex(({ span }) => span.start === last.end && span.end === last.end);
  if (joined >= 0) {
    const [edit] = added.splice(joined, 1) as [TextEdit];
    return [{ ...edit, span: names, newText: edit.newText.replace(/^,\s*/, '') }];
  }
  // Taking the braces out of what has more in it is not worth the risk: an unused name does no harm.
  if (hasMore) return [];
  const whole = spanOf(statement, source);
  const following = added.findIndex(({ span }) => span.start === statement.end && span.end === statement.end);
  if (following >= 0) {
    const [edit] = added.splice(following, 1) as [TextEdit];
    return [{ ...edit, span: whole, newText: edit.newText.replace(/^(\r?\n)+/, '') }];
  }
  return [removal(view, linesOf(source.text, whole))];
}

function removal({ path }: FileView, span: Span): TextEdit {
  return { file: path, span, newText: '', label: 'Imports' };
}

function isIn({ start, end }: Span, offset: number): boolean {
  return offset >= start && offset < end;
}
