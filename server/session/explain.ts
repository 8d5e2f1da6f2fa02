import { structuredPatch } from 'diff';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editsByFile } from './edits-by-file.ts';
import { lessonOf } from './lessons.ts';
import { contains } from './ranges.ts';
import type {
  CheckedFix,
  Edit,
  Excerpt,
  ExplainedFix,
  ExplainRequest,
  Explanation,
  FilePatch,
  Finding,
  Range,
} from './session.ts';
import type { Texts } from './texts.ts';

/** Lines shown before and after a finding, and around each change. */
const around = 3;
/** A finding may be a whole class; what it says stands at its beginning. */
const longestExcerpt = 24;

/** Puts together what there is to say of a finding. */
export function explain(
  finding: Finding,
  texts: Texts,
  check: (fix: number) => CheckedFix,
): Explanation | null {
  const lesson = lessonOf(finding.rule);
  if (lesson === undefined) return null;
  return {
    finding,
    lesson,
    excerpt: excerptOf(linesOf(texts, finding.file), finding.range),
    evidence: finding.related.map(({ file, range }) => linesOf(texts, file)[range.start.line]?.trim() ?? ''),
    fixes: finding.fixes.map((_, fix) => explained(check(fix), texts)),
  };
}

/** The finding that is asked for, if it is there: at a place the one that begins last, which is the innermost. */
export function findingAt(findings: readonly Finding[], { at }: ExplainRequest): Finding | undefined {
  if ('fingerprint' in at) return findings.find(({ fingerprint }) => fingerprint === at.fingerprint);
  return findings.findLast(({ habit, range }) => habit !== 'code-coach' && contains(range, at.position));
}

function explained({ title, kind, reason, edits }: CheckedFix, texts: Texts): ExplainedFix {
  const patches = [...editsByFile(edits)].map(([file, own]) => patchOf(file, own, texts));
  return { title, kind, reason, patches };
}

function patchOf(file: string, edits: readonly Edit[], texts: Texts): FilePatch {
  const before = texts.text(file) ?? '';
  const after = TextDocument.applyEdits(TextDocument.create(file, '', 0, before), [...edits]);
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: around });
  return {
    file,
    created: edits.some(({ create }) => create),
    hunks: hunks.map(({ oldStart, newStart, lines }) => ({
      oldStart,
      newStart,
      lines: lines.filter((line) => !line.startsWith('\\')).map(patchLine),
    })),
  };
}

function patchLine(line: string): FilePatch['hunks'][number]['lines'][number] {
  const text = line.slice(1);
  if (line.startsWith('+')) return { kind: 'added', text };
  return { kind: line.startsWith('-') ? 'removed' : 'same', text };
}

function excerptOf(lines: readonly string[], { start, end }: Range): Excerpt {
  const firstLine = Math.max(0, start.line - around);
  const last = Math.min(end.line + around, firstLine + longestExcerpt);
  return { firstLine, lines: lines.slice(firstLine, last + 1) };
}

function linesOf(texts: Texts, file: string): string[] {
  return (texts.text(file) ?? '').split(/\r?\n/);
}
