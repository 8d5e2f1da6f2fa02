import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { indentAt } from '../../engine/python/around.ts';
import { opensScope, type PythonNode } from '../../engine/python/node.ts';
import { isInPythonText, lineOfPython } from '../../engine/python/syntax.ts';
import type { Recursion } from './recursion.ts';

/** The statements of a function that are to run again and again within one call, and how its lines are made. */
export interface Rounds {
  /** Without what documents the function, and what it says about names at its top. */
  readonly statements: readonly [PythonNode, ...PythonNode[]];
  /** Where the line of the first of them starts. */
  readonly start: number;
  readonly indentation: string;
  readonly step: string;
  readonly newLine: string;
}

/** The body of a function as what a loop could run, or why it cannot, whatever the calls look like. */
export function roundsOf({ fn, body, name, calls, view }: Recursion): Rounds | Refusal {
  const { text } = view;
  const [first, ...others] = body.named.slice(body.named.findIndex((each) => !isAbove(each)));
  const outer = indentAt(text, fn.start);
  const indentation = first === undefined ? outer : indentAt(text, first.start);
  const step = indentation.slice(outer.length);
  if (
    first === undefined ||
    isAbove(first) ||
    step === '' ||
    text.slice(fn.start, first.start).indexOf('\n') < 0
  )
    return { refused: `\`${name}\` is written on one line; put its body on lines of its own first.` };
  const inner = fn.below(['function_definition', 'class_definition', 'lambda'], true).find(opensScope);
  if (inner !== undefined)
    return { refused: `The function on ${lineOfPython(inner, view)} may keep what one call was given.` };
  for (const { node } of calls) {
    const around = node.closest('try_statement', 'with_statement');
    if (around !== undefined && body.contains(around))
      return {
        refused: `\`${name}\` calls itself within \`${around.type === 'try_statement' ? 'try' : 'with'}\`, which lasts until the deeper call is over.`,
      };
  }
  const start = withComments(text.lastIndexOf('\n', first.start - 1) + 1, indentation, text);
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  return { statements: [first, ...others], start, indentation, step, newLine };
}

/** What stays at the top: the text that documents the function, and `global` names. */
function isAbove({ type, named }: PythonNode): boolean {
  return named[0]?.type === 'string' || type === 'global_statement' || type === 'nonlocal_statement';
}

/** The start of the lines right above that are comments, as deep as what they stand above. */
function withComments(lineStart: number, indentation: string, text: string): number {
  const before = text.lastIndexOf('\n', lineStart - 2) + 1;
  const isComment = before > 0 && text.startsWith(`${indentation}#`, before);
  return isComment ? withComments(before, indentation, text) : lineStart;
}

/**
 * Moves the lines from the first statement on in by one step. Lines that start within a text stay, as their white space is part of it;
 * so do those within a node that another edit writes anew.
 */
export function movedIn(
  { start, step }: Rounds,
  { body, view }: Recursion,
  written: readonly PythonNode[],
): LocalEdit[] {
  const edits: LocalEdit[] = [];
  for (let at = start; at > 0 && at < body.end; at = view.text.indexOf('\n', at) + 1) {
    const isBlank = /^[ \t]*\r?(?:\n|$)/.test(view.text.slice(at, at + 200));
    if (isBlank || isInPythonText(view.root, at)) continue;
    if (written.some((node) => node.start < at && at <= node.end)) continue;
    edits.push({ span: { start: at, end: at }, newText: step });
  }
  return edits;
}
