import type { ExplainResult } from '../../server/protocol.ts';
import { escaped, prose } from './escape.ts';
import { highlighted, languageOf, type RenderMarkdown } from './highlight.ts';
import { patchTable } from './patch.ts';
import { script, style } from './resources.ts';

/**
 * What the page asks of the panel, and which page it is that asks, by its nonce. `place` is an index into the evidence, null
 * for the finding itself.
 */
export type FromPage = { readonly page: string } & (
  | { readonly do: 'open'; readonly place: number | null }
  | { readonly do: 'apply'; readonly fix: number; readonly preview: boolean }
  | { readonly do: 'silence' }
);

export interface PageTools {
  readonly nonce: string;
  /** A path as the person knows it: relative to the folder. */
  readonly pathOf: (uri: string) => string;
  readonly highlight: RenderMarkdown;
}

/** The whole page about one finding. Names and code come from the workspace, so every text is escaped. */
export async function page(explanation: ExplainResult, tools: PageTools): Promise<string> {
  const { rule, lesson, severity, message } = explanation;
  const { nonce } = tools;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>${escaped(lesson.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<p class="gone" id="gone" role="status" hidden>This finding is gone from the code.</p>
<header>
<p class="rule">${escaped(severity)} · ${escaped(rule)}</p>
<h1>${escaped(lesson.title)}</h1>
<p class="message">${prose(message)}</p>
</header>
<main>
${await here(explanation, tools)}
${await fixes(explanation, tools)}
${evidence(explanation, tools)}
${await lessonOf(explanation, tools)}
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}

async function here({ place, excerpt }: ExplainResult, { pathOf, highlight }: PageTools): Promise<string> {
  const path = pathOf(place.uri);
  const lines = await highlighted(excerpt.lines, languageOf(path), highlight);
  const rows = lines.map((line, index) => {
    const number = excerpt.firstLine + index;
    const isMarked = number >= place.range.start.line && number <= place.range.end.line;
    return `<tr${isMarked ? ' class="marked"' : ''}><td class="number">${number + 1}</td><td><code>${line}</code></td></tr>`;
  });
  return `<section aria-labelledby="here"><h2 id="here">Your code</h2>
<p><button class="link" data-do="open">${escaped(path)}:${place.range.start.line + 1}</button>
<button class="quiet" data-do="silence">Silence with a reason…</button></p>
<div class="code" tabindex="0" role="region" aria-label="${escaped(path)}"><table role="presentation">${rows.join('\n')}</table></div>
</section>`;
}

async function fixes({ fixes: all }: ExplainResult, tools: PageTools): Promise<string> {
  if (all.length === 0) return '';
  const articles = await Promise.all(
    all.map(async ({ title, kind, reason, patches }, index) => {
      if (reason !== null) {
        return `<article><h3>${prose(title)}</h3><p class="refused">Not offered here: ${prose(reason)}</p></article>`;
      }
      const tables = await Promise.all(patches.map((patch) => patchTable(patch, tools)));
      const check =
        kind === 'safe'
          ? 'Type-checked; what the code does stays the same.'
          : 'Type-checked; read it before you take it, as it may change what the code does.';
      return `<article><h3>${prose(title)}</h3>
<p>${check}</p>
<p><button data-do="apply" data-fix="${index}">Apply</button>
<button class="secondary" data-do="preview" data-fix="${index}">Preview</button></p>
${tables.join('\n')}
</article>`;
    }),
  );
  return `<section aria-labelledby="fixes"><h2 id="fixes">Fixes</h2>\n${articles.join('\n')}\n</section>`;
}

function evidence({ evidence: all }: ExplainResult, { pathOf }: PageTools): string {
  if (all.length === 0) return '';
  const items = all.map(
    ({ uri, range, message, code }, index) => `<li>
<button class="link" data-do="open" data-place="${index}">${escaped(pathOf(uri))}:${range.start.line + 1}</button>
<span>${prose(message)}</span><br><code>${escaped(code)}</code></li>`,
  );
  return `<section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2><ul>${items.join('\n')}</ul></section>`;
}

async function lessonOf({ lesson }: ExplainResult, { highlight }: PageTools): Promise<string> {
  const named: Readonly<Record<string, string>> = {
    flagged: 'Before',
    fixed: 'After',
    clean: 'Fine as it is',
  };
  const text = lesson.text
    .replace(/^# .*\n/, '')
    .replace(/^(```\w+) (\w+)(.*)$/gm, (_, fence: string, kind: string) =>
      named[kind] === undefined ? fence : `*${named[kind]}*\n\n${fence}`,
    );
  const rendered = (await highlight(text)) ?? `<pre>${escaped(text)}</pre>`;
  return `<section class="lesson" aria-labelledby="lesson"><h2 id="lesson">The lesson</h2>\n${rendered}\n</section>`;
}
