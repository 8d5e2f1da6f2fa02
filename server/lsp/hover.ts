import { type CancellationToken, type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver/node';
import { commands, type ExplainParams } from '../protocol.ts';
import { lessonOf } from '../session/lessons.ts';
import { contains } from '../session/ranges.ts';
import type { Finding } from '../session/session.ts';
import type { ClientFeatures } from './capabilities.ts';
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
    const kind = context.client.hoverMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
    return {
      contents: {
        kind,
        value: oneOfEachRule(here)
          .map((finding) => summary(finding, params.textDocument.uri, context.client))
          .join('\n\n---\n\n'),
      },
      range: first.range,
    };
  });
}

function oneOfEachRule(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
}

function summary({ rule, fingerprint }: Finding, uri: string, client: ClientFeatures): string {
  const lesson = lessonOf(rule);
  const docs = `[${rule}](${ruleDocs(rule)})`;
  const link = client.coachCommands
    ? `[Explain on this code](${commandLink({ uri, at: { fingerprint } })}) · ${docs}`
    : docs;
  return lesson === undefined ? link : [`**${lesson.title}**`, ...opening(lesson.text), link].join('\n\n');
}

function commandLink(argument: ExplainParams): string {
  return `command:${commands.explain}?${encodeURIComponent(JSON.stringify([argument]))}`;
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
