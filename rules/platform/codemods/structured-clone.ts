import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { is } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';
import { shapeOf } from './plain-data.ts';

/** `clone(value)` → `structuredClone(value)`, where the types show plain data: no classes, no functions. */
export const deepCopy: Codemod = {
  rewrite: (use, site) =>
    site.subpath === '' && memberPath(use) === ''
      ? deepCopyOf(use, site)
      : { needed: `\`${shortText(use)}\`` },
};

/** The verdict on a call of a function that copies its one argument through and through. */
export function deepCopyOf(use: PackageUse, site: Site): Verdict {
  const { call } = use;
  if (use.role === 'type') return unknownUse(use);
  const [value, ...more] = call !== null && is.isCallExpression(call) ? call.arguments : [];
  if (value === undefined || more.length > 0) return { needed: `\`${shortText(use)}\`` };
  if (!shapeOf(site.questions.typeAt(value), site).isPlain) {
    return { needed: 'a copy of what may have classes or functions in it' };
  }
  if (!isGlobal('structuredClone', use.node, site)) return shadowed('structuredClone');
  const library = proxying(site);
  const differences = library === undefined ? [] : [`a proxy of \`${library}\` throws`];
  return { edits: [replaceNode(use.node, 'structuredClone')], differences };
}

/** A library that hands out proxies for plain data: no type shows these, and `structuredClone` throws on them. */
function proxying({ view: { package: info } }: Site): string | undefined {
  const names = [info.dependencies, info.devDependencies, info.peerDependencies].flatMap(Object.keys);
  return names.find((name) =>
    /^(?:vue|mobx|immer|valtio|svelte|solid-js|alpinejs|@reduxjs\/toolkit)$/.test(name),
  );
}
