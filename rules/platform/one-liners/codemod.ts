import { runsOn } from '../../engine/typescript/codemods/builtin-imports.ts';
import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { is } from '../../engine/typescript.ts';
import {
  type Codemod,
  memberPath,
  type Site,
  shortText,
  unknownUse,
  type Verdict,
} from '../codemods/codemod.ts';
import { kindProof } from '../codemods/functions.ts';
import { isGlobal, shadowed } from '../codemods/globals.ts';
import { quoteOf } from '../codemods/quotes.ts';
import { functionText, localNameIn } from './helper.ts';
import { inlined } from './inline.ts';
import type { OneLiner, Parameter } from './one-liner.ts';

/**
 * Puts the line in place of every use of a file, or where one of them needs it a function of the project's own, which
 * then serves them all.
 * @param liners one for each range of versions.
 */
export function lineFor(liners: readonly OneLiner[]): Codemod {
  return {
    rewrite(use, site) {
      const liner = liners.find((each) => isOfVersion(each, site));
      if (liner === undefined) return { needed: 'what other versions of it do' };
      const { members = [''] } = liner;
      if (site.subpath !== '' || !members.includes(memberPath(use)))
        return { needed: `\`${shortText(use)}\`` };
      if (use.role === 'type' || use.role === 'new') return unknownUse(use);
      if (use.role === 'value' && is.isExpressionStatement(use.node.parent))
        return { blocked: 'it is loaded, and nothing is done with it where it stands' };
      const root = globalsOf(liner).find((name) => !isGlobal(name, use.node, site));
      if (root !== undefined) return shadowed(root);
      const checked = checkedArguments(use, liner, site);
      if (!('differences' in checked)) return checked;
      const differences = [...(liner.differences ?? []), ...checked.differences];
      const quote = quoteOf(site.view.source);
      if (site.uses.every((each) => inlined(each, liner, quote) !== undefined)) {
        return { edits: inlined(use, liner, quote) ?? [], differences };
      }
      const local = localNameIn(site.uses, liner, site.view);
      const isSame = is.isIdentifier(use.node) && use.node.text === local;
      const helper = {
        local,
        exported: liner.name,
        text: (name: string) => functionText(liner, name, site.view),
      };
      return { edits: isSame ? [] : [replaceNode(use.node, local)], differences, helper };
    },
  };
}

/** Whether a line is for the version that is declared, and no younger than the Node that is. */
function isOfVersion({ majors, engines }: OneLiner, { version, view }: Site): boolean {
  const node = engines?.['nodejs'];
  if (node !== undefined && !runsOn(node, view)) return false;
  if (majors === undefined) return true;
  return version !== null && majors[0] <= version.major && version.major <= majors[1];
}

/** Globals that the line names: they have to mean in the file what they mean everywhere. */
function globalsOf({ line }: OneLiner): string[] {
  return ['Array', 'Boolean', 'Number', 'Object', 'Set', 'Symbol', 'process'].filter((name) =>
    new RegExp(`(?<![.\\w])${name}\\b`).test(line),
  );
}

/** What the types say of the arguments of a call; a function that is handed on may get anything. */
function checkedArguments(
  use: PackageUse,
  { parameters: all }: OneLiner,
  site: Site,
): { readonly differences: readonly string[] } | Exclude<Verdict, { readonly edits: unknown }> {
  const { call } = use;
  const differences = new Set<string>();
  const given = call !== null && is.isCallExpression(call) ? [...call.arguments] : undefined;
  const isOpen = all.at(-1)?.between !== undefined;
  if (given !== undefined) {
    const least = all.filter(
      ({ initializer, between }) => initializer === undefined && between === undefined,
    );
    if (given.length > all.length && !isOpen) return { needed: `\`${shortText(use)}\`` };
    if (given.length < least.length)
      return { blocked: `\`${shortText(use)}\` is called with less than the line takes` };
    if (given.some((each) => is.isSpreadElement(each)) && !isOpen)
      return { blocked: `what \`${shortText(use)}\` is called with cannot be told` };
  }
  const pairs: [Parameter, PackageUse['node'] | undefined][] =
    given === undefined
      ? all.map((each) => [each, undefined])
      : given.map((each, index) => [(all[index] ?? all.at(-1)) as Parameter, each]);
  for (const [{ requires, unless }, node] of pairs) {
    if (requires !== undefined) {
      const proof = node === undefined ? 'unknown' : kindProof(node, requires, site);
      if (proof === 'other') return { blocked: `\`${shortText(use)}\` is not called with ${requires.text}` };
      if (proof === 'unknown') differences.add(`${shownArgument(node)} has to be ${requires.text}`);
    }
    if (unless !== undefined && (node === undefined || kindProof(node, unless.kind, site) !== 'proven')) {
      differences.add(unless.difference);
    }
  }
  return { differences: [...differences] };
}

function shownArgument(node: PackageUse['node'] | undefined): string {
  if (node === undefined) return 'what it is called with';
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length <= 24 ? `\`${text}\`` : `the result of \`${text.slice(0, 20)}…\``;
}
