import type { ExplainResult } from '../../server/protocol.ts';
import { escaped } from './escape.ts';
import { highlighted, languageOf } from './highlight.ts';
import type { PageTools } from './page.ts';

type Patch = ExplainResult['fixes'][number]['patches'][number];
type Line = Patch['hunks'][number]['lines'][number];

/** What a fix changes in one file, with both line numbers; a screen reader is told what goes and what comes. */
export async function patchTable(
  { uri, created, hunks }: Patch,
  { pathOf, highlight }: Pick<PageTools, 'pathOf' | 'highlight'>,
): Promise<string> {
  const path = pathOf(uri);
  const language = languageOf(path);
  const rows: string[] = [];
  for (const { oldStart, newStart, lines } of hunks) {
    if (rows.length > 0) rows.push('<tr class="gap"><td colspan="4">⋯</td></tr>');
    const colour = (without: Line['kind']): Promise<string[]> =>
      highlighted(
        lines.filter(({ kind }) => kind !== without).map(({ text }) => text),
        language,
        highlight,
      );
    const [before, after] = await Promise.all([colour('added'), colour('removed')]);
    let [old, fresh] = [0, 0];
    for (const { kind } of lines) {
      const code = (kind === 'removed' ? before[old] : after[fresh]) ?? '';
      const oldNumber = kind === 'added' ? '' : `${oldStart + old}`;
      const newNumber = kind === 'removed' ? '' : `${newStart + fresh}`;
      rows.push(row(kind, oldNumber, newNumber, code));
      if (kind !== 'added') old += 1;
      if (kind !== 'removed') fresh += 1;
    }
  }
  return `<figure><figcaption>${escaped(path)}${created ? ' (new file)' : ''}</figcaption>
<div class="code" tabindex="0" role="region" aria-label="Changes in ${escaped(path)}"><table role="presentation">${rows.join('\n')}</table></div></figure>`;
}

const signs: Readonly<Record<Line['kind'], string>> = {
  same: '',
  removed: '<span class="spoken">removed</span><span aria-hidden="true">−</span>',
  added: '<span class="spoken">added</span><span aria-hidden="true">+</span>',
};

function row(kind: Line['kind'], oldNumber: string, newNumber: string, code: string): string {
  return `<tr class="${kind}"><td class="number">${oldNumber}</td><td class="number">${newNumber}</td><td class="sign">${signs[kind]}</td><td><code>${code}</code></td></tr>`;
}
