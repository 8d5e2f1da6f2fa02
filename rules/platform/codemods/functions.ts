import { linesOf } from '../../engine/local-edits.ts';
import type { BuiltinMember } from '../../engine/typescript/codemods/builtin-imports.ts';
import { aroundArguments, isReceiver, replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';

/**
 * The package is one function that a global offers under another name, with the same arguments and the same result
 * for each: `objectAssign(a, b)` → `Object.assign(a, b)`.
 * @param needsThis the built-in only works when called on its object, so it is not handed on as a value.
 */
export function globalFunction(expression: string, needsThis = false): Codemod {
  const root = expression.split('.')[0] as string;
  return {
    rewrite(use, site) {
      const shimming = shimCall(use, site, needsThis ? null : expression);
      if (shimming !== undefined) return shimming;
      if (!isPlainFunction(use, site)) return unknownUse(use);
      if (use.role !== 'call' && (use.role === 'new' || needsThis)) return unknownUse(use);
      if (!isGlobal(root, use.node, site)) return shadowed(root);
      return { edits: [replaceNode(use.node, expression)] };
    },
  };
}

/** The package is a class or an object that is a global: `new AbortController()`. */
export function globalObject(
  name: string,
  exported: readonly string[],
  differences: readonly string[] = [],
): Codemod {
  return {
    rewrite(use, site) {
      const [member = exported[0] as string] = use.path.filter((each) => each !== 'default');
      if (site.subpath !== '' || !exported.includes(member)) return unknownUse(use);
      const depth = use.path.filter((each) => each !== 'default').length;
      if (depth > 1) return unknownUse(use);
      const target = depth === 0 ? name : member;
      if (!isGlobal(target, use.node, site)) return shadowed(target);
      return { edits: [replaceNode(use.node, target)], differences };
    },
  };
}

/** The package is one function of a Node module: `inherits(A, B)` → `util.inherits(A, B)`. */
export function nodeFunction(member: BuiltinMember): Codemod {
  return {
    rewrite(use, site) {
      if (!isPlainFunction(use, site) || use.role === 'new') return unknownUse(use);
      const expression = site.builtins.expression(member, use.node);
      return { edits: [replaceNode(use.node, expression)] };
    },
  };
}

/** The package is called without arguments for an object that is a global: `globalthis()` → `globalThis`. */
export function globalGetter(name: string): Codemod {
  return {
    rewrite(use, site) {
      if (!isPlainFunction(use, site) || !is.isCallExpression(use.call ?? use.node)) return unknownUse(use);
      if (use.call === null || use.call.arguments?.length !== 0) return unknownUse(use);
      if (!isGlobal(name, use.node, site)) return shadowed(name);
      return { edits: [replaceNode(use.call, name)] };
    },
  };
}

/** What a receiver has to be for its method to do what the package's function does with it. */
export interface ReceiverKind {
  /** `an array`, for the title of a fix that cannot prove it. */
  readonly text: string;
  accepts(type: Type, site: Site): boolean;
}

export const arrayReceiver: ReceiverKind = {
  text: 'an array',
  accepts: (type, { questions }) => questions.isArray(type),
};

export const stringReceiver: ReceiverKind = {
  text: 'a string',
  accepts: ({ flags }) => (flags & TypeFlags.StringLike) !== 0,
};

export const numberReceiver: ReceiverKind = {
  text: 'a number',
  accepts: ({ flags }) => (flags & TypeFlags.NumberLike) !== 0,
};

/** Texts, numbers, truth values, `null` and what else is no object. */
export const primitiveReceiver: ReceiverKind = {
  text: 'no object',
  accepts: ({ flags }) => (flags & primitives) !== 0,
};

const primitives =
  TypeFlags.StringLike |
  TypeFlags.NumberLike |
  TypeFlags.BooleanLike |
  TypeFlags.BigIntLike |
  TypeFlags.ESSymbolLike |
  TypeFlags.Null |
  TypeFlags.Undefined |
  TypeFlags.Void;

/** An instance of one of the global classes named. */
export function instanceReceiver(text: string, names: RegExp): ReceiverKind {
  return {
    text,
    accepts: (type, { questions }) => names.test(questions.text(type).replace(/<.*$/s, '')),
  };
}

/**
 * The package's function takes what the method is called on: `includes(list, x)` → `list.includes(x)`.
 * @param builtIn the method as an expression: `Array.prototype.includes`.
 */
export function methodOf(name: string, kind: ReceiverKind, builtIn: string): Codemod {
  return receiverCodemod(kind, builtIn, (call, receiver) => {
    const [open, close] = isReceiver(receiver) ? ['', ''] : ['(', ')'];
    const count = call.arguments.length;
    const parts: (string | null)[] = [open, `${close}.${name}(`];
    if (count === 1) return aroundArguments(call, [open, `${close}.${name}()`]);
    while (parts.length <= count) parts.push(null);
    return aroundArguments(call, parts);
  });
}

/** The package's function reads what is a property today: `flags(pattern)` → `pattern.flags`. */
export function propertyOf(name: string, kind: ReceiverKind): Codemod {
  return receiverCodemod(kind, null, (call, receiver) => {
    const [open, close] = isReceiver(receiver) ? ['', ''] : ['(', ')'];
    return call.arguments.length === 1 ? aroundArguments(call, [open, `${close}.${name}`]) : undefined;
  });
}

function receiverCodemod(
  kind: ReceiverKind,
  builtIn: string | null,
  rewrite: (call: ast.CallExpression, receiver: ast.Expression) => ReturnType<typeof aroundArguments>,
): Codemod {
  return {
    rewrite(use, site) {
      const shimming = shimCall(use, site, builtIn);
      if (shimming !== undefined) return shimming;
      if (!isPlainFunction(use, site) || use.call === null || !is.isCallExpression(use.call))
        return unknownUse(use);
      const [receiver] = use.call.arguments;
      if (receiver === undefined || is.isSpreadElement(receiver)) return unknownUse(use);
      const proof = receiverProof(receiver, kind, site);
      if (proof === 'other') return { blocked: `\`${shortText(use)}\` is not called with ${kind.text}` };
      if (startsStatement(use.call) && /^[[(`]/.test(receiver.getText())) return unknownUse(use);
      const edits = rewrite(use.call, receiver);
      if (edits === undefined) return unknownUse(use);
      const text = receiver.getText().replace(/\s+/g, ' ');
      const name = text.length <= 24 ? `\`${text}\`` : `the result of \`${text.slice(0, 20)}…\``;
      return proof === 'proven' ? { edits } : { edits, differences: [`${name} has to be ${kind.text}`] };
    },
  };
}

function receiverProof(node: ast.Expression, kind: ReceiverKind, site: Site): 'proven' | 'unknown' | 'other' {
  const type = site.questions.typeAt(node);
  if (isUnresolved(type) || type.flags & TypeFlags.Unknown) return 'unknown';
  // The package's function and the method both throw a TypeError for null and undefined.
  const parts = site.questions.constituents(site.questions.nonNullable(type));
  if (parts.some((part) => isUnresolved(part))) return 'unknown';
  return parts.length > 0 && parts.every((part) => kind.accepts(part, site)) ? 'proven' : 'other';
}

/** Whether every value that may stand at a node is of the kind, one may be, or none is. */
export function kindProof(node: Node, kind: ReceiverKind, site: Site): 'proven' | 'unknown' | 'other' {
  const type = site.questions.typeAt(node);
  if (isUnresolved(type) || type.flags & TypeFlags.Unknown) return 'unknown';
  const parts = site.questions.constituents(type);
  const isOpen = (part: Type): boolean => isUnresolved(part) || (part.flags & TypeFlags.TypeParameter) !== 0;
  if (parts.every((part) => !isOpen(part) && kind.accepts(part, site))) return 'proven';
  return parts.some((part) => isOpen(part) || kind.accepts(part, site)) ? 'unknown' : 'other';
}

/**
 * What shims offer beside their function: `getPolyfill()` gives the built-in where there is one, and `shim()` puts
 * it there where there is none.
 */
function shimCall(use: PackageUse, site: Site, builtIn: string | null): Verdict | undefined {
  const { call } = use;
  if (site.subpath !== '' || use.role !== 'call' || call?.arguments?.length !== 0) return undefined;
  const member = memberPath(use);
  const root = builtIn?.split('.')[0];
  if (member === 'getPolyfill' && builtIn !== null && root !== undefined) {
    return isGlobal(root, use.node, site) ? { edits: [replaceNode(call, builtIn)] } : shadowed(root);
  }
  const statement = call.parent;
  const isAlone =
    is.isExpressionStatement(statement) &&
    (is.isBlock(statement.parent) || is.isSourceFile(statement.parent));
  if (member !== 'shim' || !isAlone) return undefined;
  return { edits: [{ span: linesOf(site.view.source.text, spanOf(statement)), newText: '' }] };
}

function isPlainFunction(use: PackageUse, { subpath }: Site): boolean {
  return subpath === '' && memberPath(use) === '' && use.call?.typeArguments === undefined;
}

/** Without semicolons, a line that starts with a bracket would continue the one before. */
export function startsStatement(call: Node): boolean {
  const source = call.getSourceFile();
  let at = call;
  while (at.parent.getStart(source) === call.getStart(source) && !is.isExpressionStatement(at))
    at = at.parent;
  return is.isExpressionStatement(at);
}
