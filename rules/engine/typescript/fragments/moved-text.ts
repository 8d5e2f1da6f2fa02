import { applyEdits } from '../../edits.ts';
import type { Span } from '../../finding.ts';
import type { LocalEdit } from '../../local-edits.ts';
import { is, type SourceFile } from '../../typescript.ts';
import type { CodeStyle } from '../codemods/imports.ts';
import { spanOf } from '../syntax.ts';
import type { FragmentSite } from './fragment.ts';
import type { Parameter } from './parameters.ts';

/**
 * A piece of a file as it stands in the body of a function at the top level.
 * @param edits changes to the piece, with spans of the file.
 * @param outer the indentation that its lines have in the file.
 */
export function movedText(
  source: SourceFile,
  { start, end }: Span,
  edits: readonly LocalEdit[],
  outer: string,
  { indent, newLine }: Pick<CodeStyle, 'indent' | 'newLine'>,
): string {
  const file = source.path;
  const piece = source.text.slice(start, end);
  const moved = applyEdits(
    edits.map(({ span, newText }) => ({
      file,
      span: { start: span.start - start, end: span.end - start },
      newText,
    })),
    () => piece,
  );
  return (moved.get(file) ?? piece)
    .split(/\r?\n/)
    .map((line, index) => {
      const inner = index > 0 && line.startsWith(outer) ? line.slice(outer.length) : line;
      return inner === '' ? '' : indent + inner;
    })
    .join(newLine);
}

/** What makes parameters of the roles of a place, and of its hole: one parameter for each, in this order. */
export function roleEdits(
  { shape, hole, view }: FragmentSite,
  parameters: readonly Parameter[],
): LocalEdit[] {
  const edits = shape.roles.flatMap(({ occurrences }, index) => {
    const { name } = parameters[index] as Parameter;
    return occurrences.flatMap((node): LocalEdit[] => {
      const span = spanOf(node, view.source);
      if (is.isShorthandPropertyAssignment(node.parent)) {
        const key = node.getText();
        return key === name ? [] : [{ span, newText: `${key}: ${name}` }];
      }
      return [{ span, newText: name }];
    });
  });
  const open = parameters[shape.roles.length];
  if (hole !== undefined && open !== undefined)
    edits.push({ span: spanOf(hole, view.source), newText: open.name });
  return edits;
}
