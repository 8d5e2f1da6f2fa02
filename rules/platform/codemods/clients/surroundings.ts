import semver from 'semver';
import { walk } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, type SourceFile } from '../../../engine/typescript.ts';
import type { Site } from '../codemod.ts';

/**
 * What a project does with a client beyond its requests, in words; undefined where it does nothing of the kind.
 * @param extensions packages that extend this client or need it beside them.
 */
export function beyondRequests({ view }: Pick<Site, 'view'>, extensions: RegExp): string | undefined {
  const { dependencies, devDependencies } = view.package;
  const others = Object.entries({ ...dependencies, ...devDependencies });
  const extension = others.find(
    ([name, range]) => extensions.test(name) || takesRequestsInHand(name, range),
  )?.[0];
  if (extension !== undefined) return `what \`${extension}\` builds on`;
  const read = readOfErrors(view.source).find(({ name }) => !always.has(name));
  return read === undefined ? undefined : `\`${read.text}\` of an error`;
}

/** Every error has these, whoever throws it. */
const always: ReadonlySet<string> = new Set(['message', 'stack', 'toString']);

/** Packages by which tests answer requests; the younger ones answer those of `fetch` too. */
function takesRequestsInHand(name: string, range: string): boolean {
  const since = answering.get(name);
  if (since === undefined) return /^@pollyjs\//.test(name);
  const lowest = semver.validRange(range) ? semver.minVersion(range) : null;
  return lowest === null || lowest.major < since;
}

/** By the first major version that answers `fetch`. */
const answering: ReadonlyMap<string, number> = new Map([
  // https://github.com/nock/nock/releases/tag/v14.0.0
  ['nock', 14],
  // https://mswjs.io/docs/migrations/1.x-to-2.x
  ['msw', 2],
  ['moxios', Number.POSITIVE_INFINITY],
  ['replay', Number.POSITIVE_INFINITY],
  ['sepia', Number.POSITIVE_INFINITY],
]);

interface ErrorRead {
  readonly name: string;
  readonly text: string;
}

/** What a file reads of what it catches from promises. */
function readOfErrors(source: SourceFile): readonly ErrorRead[] {
  let known = remembered.get(source);
  if (known !== undefined) return known;
  const reads: ErrorRead[] = [];
  walk(source, (node) => {
    if (is.isCatchClause(node) && node.variableDeclaration !== undefined) {
      const attempt = is.isTryStatement(node.parent) ? node.parent.tryBlock : undefined;
      // What a promise fails with is only caught where something is awaited.
      if (attempt !== undefined && !/\b(?:await|yield)\b/.test(attempt.getText(source))) return;
      reads.push(...readsOf(node.variableDeclaration.name, node.block, source));
    } else if (is.isCallExpression(node)) {
      const handler = handlerOf(node);
      const [first] = handler?.parameters ?? [];
      if (handler?.body !== undefined && first !== undefined)
        reads.push(...readsOf(first.name, handler.body, source));
    }
  });
  known = reads;
  remembered.set(source, known);
  return known;
}

const remembered = new WeakMap<SourceFile, readonly ErrorRead[]>();

/** The function that a promise calls when it fails. */
function handlerOf({ expression, arguments: given }: ast.CallExpression): FunctionLike | undefined {
  if (!is.isPropertyAccessExpression(expression)) return undefined;
  const { text } = expression.name;
  const handler = text === 'catch' ? given[0] : text === 'then' ? given[1] : undefined;
  return handler !== undefined && isFunction(handler) ? handler : undefined;
}

type FunctionLike = ast.ArrowFunction | ast.FunctionExpression;

export function isFunction(node: Node): node is FunctionLike {
  return is.isArrowFunction(node) || is.isFunctionExpression(node);
}

/** What is read of a name within a part of the file, whatever it is asserted to be. */
export function readsOf(name: Node, within: Node, source: SourceFile): ErrorRead[] {
  if (is.isObjectBindingPattern(name)) {
    return name.elements.map((each) => {
      const key = is.isBindingElement(each) ? (each.propertyName ?? each.name) : each;
      const text = key?.getText(source) ?? '';
      return { name: text, text };
    });
  }
  if (!is.isIdentifier(name)) return [];
  const reads: ErrorRead[] = [];
  walk(within, (node) => {
    if (!is.isIdentifier(node) || node.text !== name.text) return;
    let value: Node = node;
    while (isWrapping(value.parent)) value = value.parent;
    const { parent } = value;
    if (is.isPropertyAccessExpression(parent) && parent.expression === value) {
      reads.push({ name: parent.name.text, text: `${name.text}.${parent.name.text}` });
    } else if (is.isElementAccessExpression(parent) && parent.expression === value) {
      const key = parent.argumentExpression;
      const text = is.isStringLiteral(key) ? key.text : key.getText(source);
      reads.push({ name: text, text: `${name.text}.${text}` });
    } else if (is.isVariableDeclaration(parent) && is.isObjectBindingPattern(parent.name)) {
      reads.push(...readsOf(parent.name, within, source));
    }
  });
  return reads;
}

function isWrapping(node: Node): boolean {
  return is.isParenthesizedExpression(node) || is.isAsExpression(node) || is.isNonNullExpression(node);
}
