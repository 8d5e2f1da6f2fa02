import type { TextEdit } from './finding.ts';

/**
 * Applies the edits of one fix to the texts they refer to.
 * @returns the new text of every touched file.
 * @throws RangeError if two edits overlap or one lies outside its text: a defect of the rule that made them.
 */
export function applyEdits(
  edits: readonly TextEdit[],
  textOf: (file: string) => string | undefined,
): Map<string, string> {
  const results = new Map<string, string>();
  for (const [file, ofFile] of groupByFile(edits)) {
    const created = ofFile.find((edit) => edit.create);
    if (created !== undefined) {
      if (ofFile.length > 1) throw new RangeError(`${file} is created and edited by one fix.`);
      results.set(file, created.newText);
      continue;
    }
    const text = textOf(file);
    if (text === undefined) throw new RangeError(`${file} is edited by a fix but has no text.`);
    results.set(file, applyToText(text, ofFile));
  }
  return results;
}

/** The edits of each file in order of position. An insertion comes before a replacement at the same place. */
export function groupByFile(edits: readonly TextEdit[]): Map<string, TextEdit[]> {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const list = byFile.get(edit.file);
    if (list === undefined) byFile.set(edit.file, [edit]);
    else list.push(edit);
  }
  for (const list of byFile.values()) {
    list.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }
  return byFile;
}

function applyToText(text: string, sorted: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const { span, newText, file } of sorted) {
    if (span.start < position || span.end < span.start || span.end > text.length) {
      throw new RangeError(
        `Edits of one fix overlap or lie outside the text at offset ${span.start} of ${file}.`,
      );
    }
    result += text.slice(position, span.start) + newText;
    position = span.end;
  }
  return result + text.slice(position);
}
