import { builtinOf } from '../../engine/python/imports.ts';
import type { Names } from '../../engine/python/names.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import { shortened } from '../../engine/shortened.ts';
import lesson from './lesson.md';

interface Match {
  readonly node: PythonNode;
  /** What is asked for the text: `str(error)`. */
  readonly asked: PythonNode;
  readonly text: string;
}

/** A caught exception that is told from others by the words of its message. */
export const pyMessageMatching = definePythonRule<Match>({
  meta: {
    id: 'error-checks/py-message-matching',
    title: 'An exception told from others by the text of its message',
    severity: 'hint',
    language: 'python',
    lesson,
  },
  kinds: ['comparison_operator', 'call'],
  suspect(node) {
    return node.type === 'call' ? askedByMethod(node) : comparedWithText(node);
  },
  judge({ node, asked, text }, { file: { path, names } }) {
    const caught = messageOwner(asked, names);
    if (caught === undefined) return undefined;
    return {
      file: path,
      span: spanOfPython(node),
      message: `\`${caught}\` is told from other exceptions by the words \`${shortened(text, 60)}\` in its message. Nobody who changes a message, in this project or in a library, knows that something depends on it. Ask for its class, or for a field such as \`errno\`, \`status_code\` or \`response\`; where it is raised in this project, give it a class of its own.`,
      ...identifyPython(node),
    };
  },
});

/** `"no such table" in str(error)`, `str(error) == "…"`. */
function comparedWithText(node: PythonNode): Match | undefined {
  const [left, right, ...others] = node.named;
  const operator = node.child('operators')?.text;
  if (left === undefined || right === undefined || others.length > 0) return undefined;
  if (/^(?:not )?in$|^not\s+in$/.test(operator ?? '')) return matchOf(node, right, left);
  if (!/^(?:==|!=)$/.test(operator ?? '')) return undefined;
  return matchOf(node, left, right) ?? matchOf(node, right, left);
}

/** `str(error).startswith("…")`. */
function askedByMethod(node: PythonNode): Match | undefined {
  const method = node.child('function');
  const [text] = node.child('arguments')?.named ?? [];
  const object = method?.type === 'attribute' ? method.child('object') : undefined;
  if (text === undefined || object === undefined) return undefined;
  const isAsked = /^(?:startswith|endswith|find|index|count)$/.test(method?.child('attribute')?.text ?? '');
  return isAsked ? matchOf(node, object, text) : undefined;
}

function matchOf(node: PythonNode, asked: PythonNode, text: PythonNode): Match | undefined {
  const words =
    text.type === 'string' ? text.children.find(({ type }) => type === 'string_content')?.text : undefined;
  // Words, and no code such as `ENOENT` that a field would be compared with.
  return words !== undefined && /[a-z]{3}/i.test(words) ? { node, asked, text: words } : undefined;
}

/** The caught exception whose message an expression is: `str(error)`, `error.args[0]`, `error.message`, in lower case or not. */
function messageOwner(expression: PythonNode, names: Names): string | undefined {
  let asked = expression;
  if (asked.type === 'call' && asked.child('function')?.type === 'attribute') {
    const method = asked.child('function');
    const object = method?.child('object');
    if (
      object === undefined ||
      !/^(?:lower|upper|casefold|strip)$/.test(method?.child('attribute')?.text ?? '')
    )
      return undefined;
    asked = object;
  }
  const owner = ownerOf(asked, names);
  if (owner?.type !== 'identifier') return undefined;
  const bindings = names.resolve(owner)?.bindings ?? [];
  const isCaught = bindings.some(
    ({ kind, by }) => kind === 'except' && clauseOf(by)?.contains(owner) === true,
  );
  return isCaught && bindings.every(({ kind }) => kind === 'except') ? owner.text : undefined;
}

function clauseOf(node: PythonNode): PythonNode | undefined {
  return node.closest('except_clause');
}

function ownerOf(asked: PythonNode, names: Names): PythonNode | undefined {
  if (asked.type === 'call') {
    const name = asked.child('function');
    const [argument, ...others] = asked.child('arguments')?.named ?? [];
    const isText = name !== undefined && /^(?:str|repr|format)$/.test(builtinOf(name, names) ?? '');
    return isText && others.length === 0 ? argument : undefined;
  }
  if (asked.type === 'attribute')
    return asked.child('attribute')?.text === 'message' ? asked.child('object') : undefined;
  const args = asked.type === 'subscript' ? asked.child('value') : undefined;
  const isFirst = asked.child('subscript')?.text === '0' && args?.type === 'attribute';
  return isFirst && args.child('attribute')?.text === 'args' ? args.child('object') : undefined;
}
