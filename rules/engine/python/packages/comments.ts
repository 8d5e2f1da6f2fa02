/** Whether an offset of a Python manifest lies in a comment: behind a `#` that no text in quotes holds. */
export function isInManifestComment(file: string, text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const start = commentIn(text.slice(lineStart, offset + 1), file.endsWith('.toml'));
  return start >= 0 && lineStart + start <= offset;
}

/** Lists of requirements and `setup.cfg` know no quotes, and an address may hold a `#`: `…/repo.git#egg=name`. */
function commentIn(line: string, hasTexts: boolean): number {
  if (!hasTexts) return line.search(/(?<=^|\s)#/);
  let quote: string | undefined;
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index];
    if (quote === undefined && character === '#') return index;
    if (character === '\\' && quote === '"') index += 1;
    else if (character === quote) quote = undefined;
    else if (quote === undefined && (character === '"' || character === "'")) quote = character;
  }
  return -1;
}
