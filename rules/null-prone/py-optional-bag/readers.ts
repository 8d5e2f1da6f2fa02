import type { Evidence } from '../../engine/finding.ts';
import type { Surroundings } from '../../engine/rule.ts';
import type { Pair } from './pairs.ts';

/**
 * Functions that ask for one of the two and use the other: they take an object for one thing or for another. Only asked of the few
 * classes that are left, so the texts themselves are searched.
 */
export function readersOf({ members: [a, b] }: Pair, around: Surroundings): Evidence[] {
  const found: Evidence[] = [];
  for (const [file, text] of pythonTexts(around)) {
    if (!reads(text, a) || !reads(text, b)) continue;
    for (const { start, end } of functionsOf(text)) {
      const body = text.slice(start, end);
      if (!reads(body, a) || !reads(body, b)) continue;
      const asked = questionOf(body, a) ?? questionOf(body, b);
      if (asked === undefined) continue;
      const span = { start: start + asked.start, end: start + asked.end };
      found.push({ file, span, message: `asks which of \`${a}\` and \`${b}\` there is` });
    }
  }
  return found;
}

/** Fields that something sets after an object was built, or in a copy of it: by name, of whatever object. */
export function writtenIn(around: Surroundings, names: readonly string[], isFrozen: boolean): Set<string> {
  const written = new Set<string>();
  for (const [, text] of pythonTexts(around)) {
    for (const name of names) {
      if (written.has(name) || !text.includes(name)) continue;
      const sets = `\\.${name}\\s*(?::[^=\\n]+)?(?:[-+*/|&]|//)?=(?!=)|setattr\\([^,]+,\\s*["']${name}["']`;
      const copies = `\\b(?:replace|_replace|evolve|model_copy|copy)\\([^()]*\\b["']?${name}["']?\\s*[=:]`;
      if (new RegExp(isFrozen ? copies : `${sets}|${copies}`).test(text)) written.add(name);
    }
  }
  return written;
}

function* pythonTexts(around: Surroundings): Generator<readonly [string, string]> {
  for (const file of around.files()) {
    const text = file.endsWith('.py') ? around.text(file) : undefined;
    if (text !== undefined) yield [file, text];
  }
}

function reads(text: string, name: string): boolean {
  return text.includes(`.${name}`) && new RegExp(`\\.${name}\\b(?!\\()`).test(text);
}

/** `if x.a`, `x.a is None`, `assert x.a`, `… if x.a else …`, `x.a or x.b`. */
function questionOf(
  text: string,
  name: string,
): { readonly start: number; readonly end: number } | undefined {
  // Begun only where a chain of names begins, so that a long one is read once.
  const path = `(?<![\\w.])[\\w.]+\\.${name}\\b`;
  const asks = new RegExp(
    `(?:\\b(?:if|elif|while|assert|not|and|or)\\s+\\(?(${path})(?!\\s*[.(\\[]))|(${path})\\s+is\\s+(?:not\\s+)?None|(${path})\\s+or\\b|case\\s+\\w+\\([^)]*\\b(${name})=`,
  );
  const match = asks.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

/** Each `def` up to the next line that stands as far left; what is within another is part of both. */
function functionsOf(text: string): { readonly start: number; readonly end: number }[] {
  const lines = text.split('\n');
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  const functions: { start: number; end: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const indent = /^([ \t]*)(?:async\s+)?def\s/.exec(line)?.[1];
    if (indent === undefined) continue;
    let last = index + 1;
    while (last < lines.length && isWithin(lines[last] as string, indent.length)) last += 1;
    functions.push({ start: starts[index] as number, end: starts[last] ?? text.length });
  }
  return functions;
}

function isWithin(line: string, indent: number): boolean {
  const own = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  return line.trim() === '' || own > indent || /^[ \t]*[)\]}]/.test(line);
}
