import type { Refusal } from '../../../engine/finding.ts';
import { type LocalEdit, linesOf } from '../../../engine/local-edits.ts';
import { mayBeUndefinedHere } from '../../../engine/typescript/arrays/last-entry.ts';
import { findStored, nameOf, type Stored } from '../../../engine/typescript/arrays/stored.ts';
import { hasMethod } from '../../../engine/typescript/arrays/support.ts';
import { layoutOf } from '../../../engine/typescript/layout.ts';
import type { JudgeContext } from '../../../engine/typescript/rule.ts';
import {
  enclosingFunction,
  foldedText,
  indentationAt,
  isAssignmentOperator,
  spanOf,
} from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, type Type } from '../../../engine/typescript.ts';
import { declared, entryType, isDeclaredAlone, nameBeside, startsTogether } from './declarations.ts';
import { isGuarded } from './guards.ts';
import { compared, type Stacks } from './linear.ts';
import { type Recording, recordingsIn, startedOver } from './recordings.ts';
import { type Cut, stepOf } from './steps.ts';

/**
 * The history as it would be on two stacks. What was done, up to the index, stays where it was; what stood behind the
 * index is on a stack of its own, the next to redo on top.
 */
export function twoStacks(
  { array, position, history, index }: Cut,
  type: Type,
  context: JudgeContext,
): readonly LocalEdit[] | Refusal {
  const { file, questions } = context;
  const stored = (access: ast.Expression): Stored | undefined => {
    const name = nameOf(access);
    return name && findStored(access, questions.symbolAt(name), file.path, questions);
  };
  const [list, counter] = [stored(array), stored(position)];
  if (list === undefined || counter === undefined || list.kind === 'parameter' || list.kind !== counter.kind)
    return { refused: `Where \`${history}\` and \`${index}\` come from is not seen here.` };
  const outside = [list, counter].find((each) => each.isVisibleOutside && !each.name.startsWith('#'));
  if (outside !== undefined)
    return { refused: `\`${outside.name}\` is not private, so that other code may use it, too.` };
  if (!isDeclaredAlone(counter))
    return { refused: `\`${counter.name}\` is declared with a comment or together with something else.` };
  if (!startsTogether(list, counter))
    return { refused: `\`${counter.name}\` does not start at the last entry of \`${list.name}\`.` };
  const entry = entryType(list, type, context);
  if (entry === undefined) return { refused: `What \`${list.name}\` holds has no short name to write down.` };
  const undoneName = nameBeside(list, file.source);
  const stacks = { done: history, undone: history.replace(/#?\w+$/, undoneName) };
  const hasAt = hasMethod('at', type, file, questions);
  const rewriting = new Rewriting(list, counter, { history, index }, stacks, entry, hasAt, context);
  const obstacle = rewriting.run();
  if (obstacle !== undefined) return { refused: obstacle };
  return [...rewriting.edits, ...declared(list, counter, undoneName, entry, context)];
}

/** Goes through every place that says the name of the history or of its index. */
class Rewriting {
  readonly edits: LocalEdit[] = [];
  readonly #list: Stored;
  readonly #counter: Stored;
  readonly #names: { readonly history: string; readonly index: string };
  readonly #stacks: Stacks;
  readonly #entry: string;
  readonly #hasAt: boolean;
  readonly #context: JudgeContext;
  readonly #done = new Set<Node>();

  constructor(
    list: Stored,
    counter: Stored,
    names: { readonly history: string; readonly index: string },
    stacks: Stacks,
    entry: string,
    hasAt: boolean,
    context: JudgeContext,
  ) {
    this.#list = list;
    this.#counter = counter;
    this.#names = names;
    this.#stacks = stacks;
    this.#entry = entry;
    this.#hasAt = hasAt;
    this.#context = context;
  }

  /** @returns what stands against it, in words for the reader. */
  run(): string | undefined {
    const accesses = [...this.#list.accesses, ...this.#counter.accesses];
    const { history, index } = this.#names;
    if (accesses.some((access) => foldedText(access) !== history && foldedText(access) !== index))
      return `\`${history}\` and \`${index}\` are used of more than one object.`;
    const recordings = recordingsIn(this.#list.accesses, accesses, this.#names);
    if ('refused' in recordings) return recordings.refused;
    for (const recording of recordings) this.#record(recording);
    for (const access of this.#counter.accesses) {
      const start = startedOver(access, this.#names);
      if (start !== undefined) this.#startOver(start);
    }
    for (const access of accesses) {
      if (this.#isDone(access)) continue;
      const obstacle = this.#rewrite(access);
      if (obstacle !== undefined) return obstacle;
    }
    return undefined;
  }

  #record({ cut, push, appended, counted, kept }: Recording): void {
    const { end } = layoutOf(cut);
    const emptied = `${this.#stacks.undone}.length = 0${end}`;
    if (appended === undefined) this.#replace(cut, emptied);
    else {
      const { newLine } = layoutOf(cut);
      const indentation = indentationAt(cut.getSourceFile().text, cut.getStart());
      this.#replace(
        cut,
        `${emptied}${newLine}${indentation}${this.#stacks.done}.push(${appended.getText()})${end}`,
      );
    }
    for (const each of [...kept, ...(push === undefined ? [] : [push])]) this.#keep(each);
    for (const step of counted) this.#remove(step);
  }

  #startOver({ fill, position }: { readonly fill: Node; readonly position: Node }): void {
    const { end } = layoutOf(fill);
    this.#keep(fill);
    this.#replace(position, `${this.#stacks.undone}.length = 0${end}`);
  }

  #rewrite(access: ast.Expression): string | undefined {
    const { parent } = access;
    const line = `line ${this.#context.file.source.text.slice(0, access.getStart()).split('\n').length}`;
    const step = stepOf(parent, this.#names.index);
    if (step !== 0) return this.#move(parent, step, line);
    const comparison = this.#compared(access);
    if (comparison !== undefined) return undefined;
    const looked = is.isElementAccessExpression(parent) ? parent : lookedAround(access);
    const moved = looked && stepOf(looked.argumentExpression, this.#names.index);
    if (looked !== undefined && moved) return this.#move(looked.argumentExpression, moved, line);
    if (looked !== undefined && foldedText(looked.expression) === this.#names.history)
      return this.#look(looked) ? undefined : this.#usedOtherwise(line);
    if (this.#list.accesses.includes(access)) {
      if (!is.isPropertyAccessExpression(parent) || parent.name.text !== 'length' || isTarget(parent))
        return this.#usedOtherwise(line);
      this.#replace(parent, inSum(parent, `${this.#stacks.done}.length + ${this.#stacks.undone}.length`));
      return undefined;
    }
    if (isTarget(access)) return `\`${this.#names.index}\` is set to something else in ${line}.`;
    if (foldedText(parent) === `${this.#names.index} + 1`)
      this.#replace(parent, `${this.#stacks.done}.length`);
    else this.#replace(access, inSum(access, `${this.#stacks.done}.length - 1`));
    return undefined;
  }

  /** An index that goes down moves the last thing done over, one that goes up brings the last thing undone back. */
  #move(step: Node, by: number, line: string): string | undefined {
    const { parent } = step;
    if (!isGuarded(step, this.#counter.accesses))
      return `\`${this.#names.index}\` is moved in ${line} whether there is a step or not.`;
    const { done, undone } = this.#stacks;
    const { isJavaScript } = this.#context.file;
    const popped = (stack: string): string =>
      isJavaScript ? `${stack}.pop()` : `${stack}.pop() as ${this.#entry}`;
    const move = by < 0 ? `${undone}.push(${popped(done)})` : `${done}.push(${popped(undone)})`;
    if (is.isExpressionStatement(parent)) {
      this.#replace(step, move);
      return undefined;
    }
    // `history[--index]`: the entry that is looked at once the index has moved.
    const statement = parent.parent?.parent;
    const isLook =
      is.isElementAccessExpression(parent) &&
      foldedText(parent.expression) === this.#names.history &&
      is.isPrefixUnaryExpression(step);
    if (!isLook || statement === undefined || !is.isReturnStatement(parent.parent) || !is.isBlock(statement))
      return `\`${this.#names.index}\` is moved within an expression in ${line}.`;
    const { newLine, end, text } = layoutOf(step);
    const start = parent.parent.getStart();
    this.edits.push({
      span: { start, end: start },
      newText: `${move}${end}${newLine}${indentationAt(text, start)}`,
    });
    this.#replace(parent, this.#top(parent, done, 1));
    return undefined;
  }

  #compared(access: ast.Expression): true | undefined {
    let at: Node = access.parent;
    // What is compared is a sum, of which the access may be the length or a part.
    while (
      is.isParenthesizedExpression(at) ||
      (is.isPropertyAccessExpression(at) && at.name.text === 'length') ||
      (is.isBinaryExpression(at) && /^[-+]$/.test(at.operatorToken.getText()))
    )
      at = at.parent;
    if (!is.isBinaryExpression(at)) return undefined;
    const text = compared(at, this.#names.history, this.#names.index, this.#stacks);
    if (text === undefined) return undefined;
    this.#replace(at, text);
    return true;
  }

  #look(node: ast.ElementAccessExpression): boolean {
    const { done, undone } = this.#stacks;
    const by = foldedText(node.argumentExpression).slice(this.#names.index.length);
    if (by === '') this.#replace(node, this.#top(node, done, 1));
    else if (by === ' + 1' && !isTarget(node)) this.#replace(node, this.#top(node, undone, 1));
    else if (by === ' - 1' && !isTarget(node)) this.#replace(node, this.#top(node, done, 2));
    else return false;
    return true;
  }

  #top(node: ast.ElementAccessExpression, stack: string, from: number): string {
    const dot = node.questionDotToken === undefined ? '' : '?.';
    const mayMiss = mayBeUndefinedHere(node, this.#context.questions) || isReturnedMaybe(node);
    const isPlain = this.#hasAt && !isTarget(node) && mayMiss;
    return isPlain ? `${stack}.at(-${from})` : `${stack}${dot}[${stack}.length - ${from}]`;
  }

  #usedOtherwise(line: string): string {
    return `\`${this.#list.name}\` is used in another way in ${line}.`;
  }

  #replace(node: Node, newText: string): void {
    this.edits.push({ span: spanOf(node), newText });
    this.#keep(node);
  }

  #remove(node: Node): void {
    const { text } = node.getSourceFile();
    this.edits.push({ span: linesOf(text, spanOf(node)), newText: '' });
    this.#keep(node);
  }

  #keep(node: Node): void {
    this.#done.add(node);
  }

  #isDone(access: Node): boolean {
    for (let at: Node | undefined = access; at !== undefined; at = at.parent)
      if (this.#done.has(at)) return true;
    return false;
  }
}

/** Whether a function returns an entry and says itself that it may return `undefined`. */
function isReturnedMaybe(node: Node): boolean {
  if (!is.isReturnStatement(node.parent)) return false;
  const { type } = enclosingFunction(node) as { readonly type?: Node };
  return type !== undefined && /\bundefined\b/.test(type.getText());
}

/** `history[index]` and the like around the index. */
function lookedAround(access: Node): ast.ElementAccessExpression | undefined {
  const at = is.isBinaryExpression(access.parent) ? access.parent : access;
  const { parent } = at;
  return is.isElementAccessExpression(parent) && parent.argumentExpression === at ? parent : undefined;
}

function isTarget(node: Node): boolean {
  const { parent } = node;
  return (
    (is.isBinaryExpression(parent) && parent.left === node && isAssignmentOperator(parent.operatorToken)) ||
    (is.isPrefixUnaryExpression(parent) && /^(?:\+\+|--)/.test(parent.getText())) ||
    is.isPostfixUnaryExpression(parent) ||
    is.isDeleteExpression(parent)
  );
}

function inSum(node: Node, text: string): string {
  return is.isBinaryExpression(node.parent) ? `(${text})` : text;
}
