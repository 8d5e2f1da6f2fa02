import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { assigns, isInert } from '../../engine/typescript/arrays/purity.ts';
import { endOfLine, type Layout, layoutOf, startsLine } from '../../engine/typescript/layout.ts';
import { contains, indentationAt } from '../../engine/typescript/syntax.ts';
import { is, type Node } from '../../engine/typescript.ts';
import type { CopyingCall, CopyingRecursion } from './recursion.ts';

/** One path for all calls: each pushes before it goes deeper, and pops when it is back. */
export function backtrack({
  calls,
  array,
  uses,
}: CopyingRecursion): { readonly edits: readonly LocalEdit[] } | Refusal {
  const edits: LocalEdit[] = [];
  for (const each of calls) {
    const { call, copy, access, pushed, statement } = each;
    const name = access.getText();
    const others = call.arguments.filter((argument) => argument !== copy);
    if (uses.some((use) => others.some((other) => contains(other, use.access)))) {
      return { refused: `Another argument on ${lineOf(call)} looks at \`${array.name}\`, too.` };
    }
    if ((!isInert(pushed) && !others.every(isInert)) || others.some(assigns)) {
      return {
        refused: `What is pushed on ${lineOf(call)} would be evaluated before the other arguments, and evaluating it does something.`,
      };
    }
    edits.push({ span: { start: copy.getStart(), end: copy.end }, newText: name });
    const around = pushAndPop(statement, each, layoutOf(statement));
    if ('refused' in around) return around;
    edits.push(...around);
  }
  return { edits };
}

function pushAndPop(statement: Node, { access, pushed }: CopyingCall, layout: Layout): LocalEdit[] | Refusal {
  const { text, newLine, step, end } = layout;
  const start = statement.getStart();
  const name = access.getText();
  const push = `${name}.push(${pushed.getText()})${end}`;
  const pop = `${name}.pop()${end}`;
  const { parent } = statement;
  const inList =
    is.isBlock(parent) || is.isSourceFile(parent) || is.isCaseClause(parent) || is.isDefaultClause(parent);
  const indentation = indentationAt(text, start);
  if (inList) {
    if (!startsLine(statement, text))
      return { refused: `The call on ${lineOf(statement)} shares its line with something else.` };
    const after = endOfLine(text, statement.end);
    return [
      { span: { start, end: start }, newText: `${push}${newLine}${indentation}` },
      { span: { start: after, end: after }, newText: `${newLine}${indentation}${pop}` },
    ];
  }
  // The only statement of an `if` or a loop becomes a block, where that stays on the lines it has.
  const isOnOwnLine = startsLine(statement, text);
  const hasMore = text.slice(statement.end, endOfLine(text, statement.end)).trim() !== '';
  if (
    isOnOwnLine ||
    hasMore ||
    text.slice(statement.end).trimStart().startsWith('else') ||
    !is.isExpressionStatement(statement)
  ) {
    return {
      refused: `The call on ${lineOf(statement)} stands without braces, which it needs for more than one statement.`,
    };
  }
  const inner = `${newLine}${indentation}${step}`;
  return [
    { span: { start, end: start }, newText: `{${inner}${push}${inner}` },
    {
      span: { start: statement.end, end: statement.end },
      newText: `${inner}${pop}${newLine}${indentation}}`,
    },
  ];
}

function lineOf(node: Node): string {
  return `line ${node.getSourceFile().text.slice(0, node.getStart()).split('\n').length}`;
}
