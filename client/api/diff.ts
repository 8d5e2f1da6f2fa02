import type { ExplainResult } from '../../server/protocol.ts';

type Patch = ExplainResult['fixes'][number]['patches'][number];
type Line = Patch['hunks'][number]['lines'][number];

const signs: Readonly<Record<Line['kind'], string>> = { same: ' ', removed: '-', added: '+' };

/** What a fix changes, as a unified diff. */
export function unifiedDiff(patches: readonly Patch[], pathOf: (uri: string) => string): string {
  return patches.map((patch) => fileDiff(patch, pathOf(patch.uri))).join('');
}

function fileDiff({ created, hunks }: Patch, path: string): string {
  const before = created ? '/dev/null' : `a/${path}`;
  const parts = hunks.map(({ oldStart, newStart, lines }) => {
    const [old, fresh] = [lengthOf(lines, 'added'), lengthOf(lines, 'removed')];
    const body = lines.map(({ kind, text }) => `${signs[kind]}${text}\n`).join('');
    return `@@ -${oldStart},${old} +${newStart},${fresh} @@\n${body}`;
  });
  return `--- ${before}\n+++ b/${path}\n${parts.join('')}`;
}

/** Lines of one side: all but those that only the other side has. */
function lengthOf(lines: readonly Line[], without: Line['kind']): number {
  return lines.filter(({ kind }) => kind !== without).length;
}
