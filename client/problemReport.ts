/** What a report of a problem is made from. */
export interface Facts {
  readonly versions: Readonly<Record<string, string>>;
  /** Settings that somebody changed. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Extensions that are active and look at the same code. */
  readonly others: readonly string[];
  readonly log: string;
  /** Absolute paths that the log is to hold no trace of. */
  readonly folders: readonly string[];
  readonly home: string;
}

const logLines = 200;

/** The text of a report, in Markdown: what a maintainer asks for first, without the person's paths. */
export function problemReport({ versions, settings, others, log, folders, home }: Facts): string {
  const rows = Object.entries(versions).map(([name, value]) => `| ${name} | ${value} |`);
  const lines = log.trimEnd().split('\n').slice(-logLines).join('\n');
  const shown = lines === '' ? 'The log is empty.' : withoutPaths(lines, folders, home);
  return `## What went wrong

(What did you do, what did you expect, what happened instead?)

## Versions

| | |
|---|---|
${rows.join('\n')}

Other extensions at work: ${others.length === 0 ? 'none' : others.join(', ')}

## Settings

\`\`\`json
${withoutPaths(JSON.stringify(settings, null, 2), folders, home)}
\`\`\`

## The last lines of the log

\`\`\`\`text
${shown}
\`\`\`\`
`;
}

/** Folders of the person by what they are, the longest first, as one may be within another. */
function withoutPaths(text: string, folders: readonly string[], home: string): string {
  const named: [string, string][] = [
    ...folders.map((folder, index): [string, string] => [folder, `<folder ${index + 1}>`]),
    [home, '<home>'],
  ];
  return named
    .filter(([path]) => path.length > 1)
    .sort(([a], [b]) => b.length - a.length)
    .flatMap(([path, name]): [string, string][] => {
      const slashes = path.replaceAll('\\', '/');
      return [
        [path, name],
        [slashes, name],
        [encodeURI(slashes), name],
        [JSON.stringify(path).slice(1, -1), name],
      ];
    })
    .reduce((result, [path, name]) => result.replaceAll(path, name), text);
}
