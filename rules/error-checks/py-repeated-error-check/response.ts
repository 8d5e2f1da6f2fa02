import type { Template } from '../../engine/python/fragments/template.ts';
import { importPath } from '../../engine/python/imports.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Guard } from './guard.ts';

/** What a library has for a check of its response. */
export interface ResponseAdvice {
  /** Name of the response at this place. */
  readonly name: string;
  readonly library: 'requests' | 'httpx';
}

/** Whether a check asks just what `raise_for_status` asks of a response of this library. */
export function responseAdvice(
  { condition, outcome }: Guard,
  { text, roles: [role] }: Template,
  { names }: PythonView,
): ResponseAdvice | undefined {
  const [first] = role?.occurrences ?? [];
  if (role === undefined || first === undefined || outcome !== 'raise') return undefined;
  if (
    !condition.contains(first) ||
    !/^if (?:not \$0 \.ok|not \$0 \.is_success|\$0 \.is_error|\$0 \.status_code >= 400) :/.test(text)
  )
    return undefined;
  const bindings = names.resolve(first)?.bindings ?? [];
  const libraries = new Set(bindings.map(({ by }) => libraryOf(by)));
  const [library] = libraries;
  return libraries.size === 1 && library !== undefined ? { name: role.name, library } : undefined;

  function libraryOf(by: PythonNode): ResponseAdvice['library'] | undefined {
    const type = by.child('type')?.named[0];
    const value = by.child('right');
    const call = value?.type === 'await' ? value.named[0] : value;
    const source = type ?? (call?.type === 'call' ? call.child('function') : undefined);
    const path = source && importPath(source, names);
    if (path === undefined) return undefined;
    const found =
      /^(requests|httpx)\.(?:Response|models\.Response|get|post|put|patch|delete|head|options|request)$/.exec(
        path,
      );
    return found?.[1] as ResponseAdvice['library'] | undefined;
  }
}
