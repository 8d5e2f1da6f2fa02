import type { PythonReplacement } from '../replacement.ts';
import { backports } from './backports.ts';
import { libraries } from './libraries.ts';
import { future, six } from './python2.ts';
import { typingExtensions } from './typing.ts';

export const pythonReplacements: readonly PythonReplacement[] = [
  typingExtensions,
  six,
  future,
  ...backports,
  ...libraries,
];

const byTopModule = new Map<string, PythonReplacement[]>();
for (const each of pythonReplacements) {
  const top = each.module.split('.', 1)[0] as string;
  byTopModule.set(top, [...(byTopModule.get(top) ?? []), each]);
}

/** The package that an import path leads into; undefined where Python has nothing in its place. */
export function replacementOf(path: string): PythonReplacement | undefined {
  const candidates = byTopModule.get(path.split('.', 1)[0] as string);
  return candidates?.find(({ module }) => path === module || path.startsWith(`${module}.`));
}

export function replacementOfPackage(name: string): PythonReplacement | undefined {
  return pythonReplacements.find((each) => each.package === name);
}
