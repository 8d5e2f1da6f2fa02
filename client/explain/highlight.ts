import { escaped } from './escape.ts';

/** Markdown to HTML with coloured code; undefined where there is nothing that can do it. */
export type RenderMarkdown = (markdown: string) => Promise<string | undefined>;

/**
 * Lines of code as HTML, coloured where that is possible. What is coloured over several lines is closed at the end of
 * each and opened again on the next, so that every line stands for itself.
 */
export async function highlighted(
  lines: readonly string[],
  language: string,
  render: RenderMarkdown,
): Promise<string[]> {
  const code = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const html = await render(`${fence}${language}\n${code}\n${fence}\n`);
  const inner = html === undefined ? undefined : codeIn(html);
  const coloured = inner === undefined ? undefined : balanced(inner.replace(/\n$/, '').split('\n'));
  // A renderer that added or dropped lines would put code beside the wrong number.
  return coloured?.length === lines.length ? coloured : lines.map(escaped);
}

/** The name by which Markdown knows the language of a file. */
export function languageOf(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1).replace(/^[cm](?=[jt]s)/, '');
  return ['ts', 'tsx', 'js', 'jsx', 'json', 'py', 'java'].includes(extension) ? extension : '';
}

function codeIn(html: string): string | undefined {
  return /<code\b[^>]*>([\s\S]*)<\/code>/.exec(html)?.[1]?.replace(/^<div>|<\/div>$/g, '');
}

function balanced(lines: readonly string[]): string[] {
  const open: string[] = [];
  return lines.map((line) => {
    const before = open.join('');
    for (const [tag] of line.matchAll(/<span\b[^>]*>|<\/span>/g)) {
      if (tag === '</span>') open.pop();
      else open.push(tag);
    }
    return before + line + '</span>'.repeat(open.length);
  });
}
