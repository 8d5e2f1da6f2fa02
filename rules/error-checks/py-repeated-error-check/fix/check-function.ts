import { indentationAt, newLineOf } from '../../../engine/python/codemods/declare.ts';
import { functionAround } from '../../../engine/python/fragments/template.ts';
import type { PythonNode } from '../../../engine/python/node.ts';
import type { Site } from './site.ts';

export interface CheckFunction {
  /** The place that the check is taken from. */
  readonly site: Site;
  readonly sites: readonly Site[];
  readonly name: string;
  /** What the names from outside are called where the function goes, by what they are called at the site. */
  readonly outer: ReadonlyMap<string, string>;
  readonly isMethod: boolean;
}

/** The common check as a function, or as a method of the class that its places are in; undefined where its lines cannot be moved. */
export function checkFunctionText({ site, sites, name, outer, isMethod }: CheckFunction): string | undefined {
  const { view, guard, template } = site;
  const old = indentationAt(view.text, guard.node.start);
  // The first line of a method is indented by what stands before it.
  const base = (isMethod ? methodIndentation(site) : '') + unitOf(site);
  const parameters = template.roles.map((role, index) => {
    const type = role.self === undefined ? commonType(sites, index) : undefined;
    return type === undefined ? role.name : `${role.name}: ${type}`;
  });
  const ordered = [...parameters].sort((a, b) => Number(b === 'self') - Number(a === 'self'));
  const isTyped = sites.every(
    ({ guard: { node } }) => functionAround(node)?.child('return_type') !== undefined,
  );
  const lines: string[] = [];
  for (const [index, line] of renamed(site, outer).split(/\r?\n/).entries()) {
    if (index > 0 && line.trim() !== '' && !line.startsWith(old)) return undefined;
    const own = index === 0 ? line : line.slice(old.length);
    lines.push(own.trim() === '' ? '' : base + own);
  }
  return [`def ${name}(${ordered.join(', ')})${isTyped ? ' -> None' : ''}:`, ...lines].join(
    newLineOf(view.text),
  );
}

/** The check with names as they are called elsewhere, without its comments: these speak of the place. */
function renamed({ guard: { node }, template, view }: Site, outer: ReadonlyMap<string, string>): string {
  const edits = [
    ...template.outer.flatMap(({ occurrences }) =>
      occurrences.map(({ start, end, text }) => ({ start, end, newText: outer.get(text) ?? text })),
    ),
    ...node.below(['comment']).map(({ start, end }) => {
      const before = /(?:\r?\n)?[ \t]*$/.exec(view.text.slice(node.start, start))?.[0] ?? '';
      return { start: start - before.length, end, newText: '' };
    }),
  ];
  let text = view.text.slice(node.start, node.end);
  for (const { start, end, newText } of edits.sort((a, b) => b.start - a.start))
    text = text.slice(0, start - node.start) + newText + text.slice(end - node.start);
  return text;
}

/** What the block of the guard is indented by beyond the guard. */
function unitOf({ view, guard: { node, body } }: Site): string {
  const outer = indentationAt(view.text, node.start);
  const inner = indentationAt(view.text, body.start);
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : '    ';
}

function methodIndentation({ view, template }: Site): string {
  const owner = template.roles.find(({ self }) => self !== undefined)?.self;
  const first = owner?.child('body')?.children[0];
  return first === undefined ? '' : indentationAt(view.text, first.start);
}

/** The type that a parameter has at all places, where it is of builtins alone, which every file knows. */
function commonType(sites: readonly Site[], index: number): string | undefined {
  const types = new Set(
    sites.map(({ guard: { node }, template }) => {
      const name = template.roles[index]?.name;
      const parameters = functionAround(node)?.child('parameters')?.named ?? [];
      return parameters.find((each) => nameOf(each) === name)?.child('type')?.text;
    }),
  );
  const [type] = types;
  return types.size === 1 && /^(?:str|int|float|bool|bytes)(?: \| None)?$/.test(type ?? '')
    ? type
    : undefined;
}

function nameOf(parameter: PythonNode): string | undefined {
  return (parameter.child('name') ?? parameter.named[0])?.text;
}
