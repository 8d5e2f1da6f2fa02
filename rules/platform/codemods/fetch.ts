import { linesOf } from '../../engine/local-edits.ts';
import { isResultUnused, replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, unknownUse, type Verdict } from './codemod.ts';
import { constantOf } from './constants.ts';
import { isGlobal, shadowed } from './globals.ts';
import { proofOf } from './proofs.ts';

/** `node-fetch`, `cross-fetch` and relatives → the global `fetch` with its classes and types. A fix to review. */
export const fetchPackage: Codemod = {
  rewrite(use, site) {
    if (!/^(?:ponyfill|polyfill)?$/.test(site.subpath))
      return { needed: 'the files that the package is made of' };
    if (usesAgent.test(site.view.source.text)) return { needed: 'an agent for the connection' };
    const member = memberPath(use) || 'fetch';
    if (isLoadedOnly(use)) return loaded(use.node.parent, site);
    if (!globals.has(member)) return unknownMember(member, use);
    if (!isGlobal(member, use.node, site)) return shadowed(member);
    const text = site.view.source.text;
    const nodeOnly = readsAsNode.exec(text);
    if (nodeOnly !== null && member !== 'Headers')
      return { blocked: `\`${nodeOnly[0]}\` is not in the platform's \`fetch\`` };
    if (member === 'fetch' && use.role === 'call' && use.call !== null) {
      const reason = unsuitable(use.call, site);
      if (reason !== undefined) return reason;
    }
    const isSame = use.node.getText() === member;
    const edits = isSame ? [] : [replaceNode(use.node, member)];
    return use.role === 'type' ? { edits } : { edits, differences };
  },
  load: ({ node }, site) => loaded(node, site),
};

const differences: readonly string[] = [
  'the `body` of a response is a web stream',
  'what fails before a response comes is a `TypeError`',
];

/** What is global where the package exports it, as a value or as a type. */
const globals: ReadonlySet<string> = new Set([
  'fetch',
  'Blob',
  'BodyInit',
  'FormData',
  'Headers',
  'HeadersInit',
  'Request',
  'RequestInfo',
  'RequestInit',
  'Response',
  'ResponseInit',
]);

/** Proxies, certificates and what else an agent decides; the platform's `fetch` takes none. */
const usesAgent = /\bagent\s*[:,}]|\b(?:Http|Https|Proxy|Socks)\w*Agent\b/;

/** What a response of `node-fetch` has beyond the standard, wherever in the file it is read. */
const readsAsNode =
  /\.(?:buffer|textConverted)\(\)|\.body\b\s*[!?]?\s*\.\s*(?:pipe|on|once|resume|destroy|read)\b|\.headers\.raw\(|\bpipeline\(\s*[\w.]+\.body\b|\bgetHeaders\(\)/;

/** Options that the standard knows; all others are the package's own. */
const standardOptions: ReadonlySet<string> = new Set([
  'body',
  'cache',
  'credentials',
  'duplex',
  'headers',
  'integrity',
  'keepalive',
  'method',
  'mode',
  'redirect',
  'referrer',
  'referrerPolicy',
  'signal',
]);

/** Options that no other is for; with them the package does something that the platform does not. */
const ownOptions: ReadonlySet<string> = new Set([
  'agent',
  'compress',
  'counter',
  'dispatcher',
  'follow',
  'insecureHTTPParser',
  'size',
]);

function unknownMember(member: string, use: PackageUse): Verdict {
  const isOfPackage = /Error$/.test(member) || member === 'Promise' || member === 'isRedirect';
  return isOfPackage ? { needed: `\`${member}\`` } : unknownUse(use);
}

/** `require('isomorphic-fetch');` puts `fetch` where the platform has it already. */
function isLoadedOnly({ node, path }: PackageUse): boolean {
  return path.length === 0 && is.isCallExpression(node) && isResultUnused(node) && !isFetchCall(node);
}

function isFetchCall({ expression }: ast.CallExpression): boolean {
  return !is.isIdentifier(expression) || expression.text !== 'require';
}

function loaded(statement: Node, { view }: Site): Verdict {
  const isAlone =
    is.isImportDeclaration(statement) ||
    (is.isExpressionStatement(statement) &&
      (is.isBlock(statement.parent) || is.isSourceFile(statement.parent)));
  if (!isAlone) return { blocked: 'it is loaded within another statement' };
  const span = linesOf(view.source.text, spanOf(statement));
  return { edits: [{ span, newText: '' }], differences: ["`fetch` is the platform's own"] };
}

/** What stands against a call by what it is given; undefined where nothing does. */
function unsuitable(call: ast.CallExpression | ast.NewExpression, site: Site): Verdict | undefined {
  const [, given, ...others] = call.arguments ?? [];
  if (given === undefined) return undefined;
  const options = is.isIdentifier(given) ? constantOf(given, site) : given;
  if (others.length > 0 || options === undefined || !is.isObjectLiteralExpression(options)) {
    return { blocked: `the options in \`${given.getText().slice(0, 30)}\` are not written out` };
  }
  for (const property of options.properties) {
    const isNamed = is.isPropertyAssignment(property) || is.isShorthandPropertyAssignment(property);
    if (!isNamed) {
      if (is.isSpreadAssignment(property))
        return { blocked: `\`${property.getText()}\` may bring options of its own` };
      return { blocked: `the option \`${property.getText().slice(0, 20)}\` has no counterpart` };
    }
    const name = property.name.getText().replace(/['"]/g, '');
    if (ownOptions.has(name)) return { needed: `the option \`${name}\`` };
    if (name === 'timeout') {
      return {
        blocked: '`timeout` is `signal: AbortSignal.timeout(…)` there, which fails with another error',
      };
    }
    if (!standardOptions.has(name)) return { blocked: `the option \`${name}\` has no counterpart` };
    if (
      name === 'body' &&
      !isStandardBody(is.isPropertyAssignment(property) ? property.initializer : property.name, site)
    ) {
      return { blocked: 'the `body` of a request may be a stream or a form of Node' };
    }
  }
  return undefined;
}

function isStandardBody(node: Node, site: Site): boolean {
  const text = node.getText();
  if (/^(?:JSON\.stringify\(|new URLSearchParams\(|Buffer\.from\(|null$|undefined$)/.test(text)) return true;
  const nothing = TypeFlags.StringLike | TypeFlags.Null | TypeFlags.Undefined;
  if (proofOf(node, nothing, site) === 'proven') return true;
  const type = site.questions.typeAt(node);
  return type !== undefined && /^(?:URLSearchParams|Buffer|Uint8Array)\b/.test(site.questions.text(type));
}
