import {
  type CancellationToken,
  type Hover,
  type HoverParams,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver/node';
import { lessonOf } from '../session/lessons.ts';
import type { Finding } from '../session/session.ts';
import { ruleDocs } from './diagnostics/convert.ts';
import { guarded } from './guard.ts';
import type { ServerContext } from './server-context.ts';
import { fileOf } from './uris.ts';

/** Enough to know what the matter is; the page behind the link has the rest. */
const paragraphsShown = 2;

/** The lessons of the findings under the cursor, each rule once. The findings' own messages are diagnostics. */
export async function hover(
  context: ServerContext,
  params: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  const file = fileOf(params.textDocument.uri);
  if (file === undefined) return null;
  return await guarded(context.log, 'Hover', token, null, async (signal) => {
    const report = await context.host.use((session) => session.findings(file, signal));
    const here = report.findings.filter(({ range }) => contains(range, params.position));
    const [first] = here;
    if (first === undefined) return null;
    const rules = [...new Set(here.map(({ rule }) => rule))];
    const kind = context.client.hoverMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
    return { contents: { kind, value: rules.map(summary).join('\n\n---\n\n') }, range: first.range };
  });
}

function summary(rule: Finding['rule']): string {
  const lesson = lessonOf(rule);
  const link = `[${rule}](${ruleDocs(rule)})`;
  return lesson === undefined ? link : [`**${lesson.title}**`, ...opening(lesson.text), link].join('\n\n');
}

/** The paragraphs before the first example, without headings. */
function opening(text: string): string[] {
  const [beforeExamples = ''] = text.split(/^(?:```|~~~)/m, 1);
  return beforeExamples
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '' && !paragraph.startsWith('#') && !paragraph.startsWith('---'))
    .slice(0, paragraphsShown);
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  const afterStart = line > start.line || (line === start.line && character >= start.character);
  const beforeEnd = line < end.line || (line === end.line && character <= end.character);
  return afterStart && beforeEnd;
}
