import { functionAround, type Role } from '../../../engine/python/fragments/template.ts';
import type { PythonNode } from '../../../engine/python/node.ts';
import { isInPythonText } from '../../../engine/python/syntax.ts';
import { isSurelyBound } from './bound.ts';
import type { Site } from './site.ts';

/** Why a call cannot stand in for the check at one of the places; undefined where it can everywhere. */
export function refusalFor(sites: readonly Site[]): string | undefined {
  for (const site of sites) {
    const reason = refusalAt(site);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function refusalAt({ view, guard: { node, condition }, template: { roles } }: Site): string | undefined {
  if (node.below(['await', 'yield']).length > 0) return 'The check waits for something, or yields.';
  if (node.below(['identifier']).some(({ text }) => /^(?:super|locals|globals|vars|__class__)$/.test(text)))
    return 'The check asks for the function that it stands in.';
  if (holdsLines(node, view.root)) return 'The check holds a text of several lines.';
  if (!roles.some(isSelf) && node.below(['attribute']).some(isPrivate))
    return 'The check asks for a private member of a class, which has another name outside of it.';
  const unbound = roles.find(({ name }) => !isSurelyBound(name, node));
  if (unbound !== undefined) return `\`${unbound.name}\` may have no value yet where the check is reached.`;
  const around = functionAround(node);
  const narrowed = narrowedBy(condition);
  if (narrowed !== undefined && around !== undefined && isAnnotated(around))
    return `A type checker knows what \`${narrowed}\` is behind the check, and would not know it behind a call.`;
  return undefined;
}

function isSelf({ self }: Role): boolean {
  return self !== undefined;
}

function isPrivate(attribute: PythonNode): boolean {
  const name = attribute.child('attribute')?.text ?? '';
  return name.startsWith('__') && !name.endsWith('__');
}

/** What a checker narrows behind `if x is None: raise …`, where the name lives on. */
function narrowedBy({ text }: PythonNode): string | undefined {
  const found = /^(?:not ([\w.]+)|([\w.]+) is None|not isinstance\(([\w.]+),[\s\S]*)$/.exec(text);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

function isAnnotated(around: PythonNode): boolean {
  const typed = around.child('parameters')?.below(['typed_parameter', 'typed_default_parameter']) ?? [];
  return around.child('return_type') !== undefined || typed.length > 0;
}

function holdsLines(node: PythonNode, root: PythonNode): boolean {
  for (let at = node.text.indexOf('\n'); at !== -1; at = node.text.indexOf('\n', at + 1))
    if (isInPythonText(root, node.start + at + 1)) return true;
  return false;
}
