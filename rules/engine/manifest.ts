import { type Node, parseTree } from 'jsonc-parser';
import type { Span } from './finding.ts';
import { type LocalEdit, removeFromList } from './local-edits.ts';

const sections = ['dependencies', 'devDependencies'] as const;

/** Where a package stands in a `package.json`, key and range; undefined where the section does not have it. */
export function dependencyEntry(
  text: string,
  section: (typeof sections)[number],
  name: string,
): Span | undefined {
  const entry = entriesOf(sectionOf(parseTree(text), section)).find((each) => keyOf(each) === name);
  return entry && spanOf(entry);
}

/** The string of a script, quotes included; undefined where there is none of that name. */
export function scriptString(text: string, script: string): Span | undefined {
  const scripts = propertiesOf(parseTree(text)).find((each) => keyOf(each) === 'scripts');
  const value = entriesOf(scripts).find((each) => keyOf(each) === script)?.children?.[1];
  return value?.type === 'string' ? spanOf(value) : undefined;
}

/**
 * Moves packages from `dependencies` to `devDependencies`, each to its place by name, in the layout of the
 * entries there; empty where no `devDependencies` shows one.
 */
export function toDevDependencies(text: string, names: readonly string[]): LocalEdit[] {
  const root = parseTree(text);
  const moved = entriesOf(sectionOf(root, 'dependencies')).filter((each) => names.includes(keyOf(each)));
  const own = entriesOf(sectionOf(root, 'devDependencies'));
  const first = own[0];
  if (first === undefined || moved.length === 0) return [];
  const layout = /\s*$/.exec(text.slice(0, first.offset))?.[0] ?? '';
  const added = moved.map((entry): LocalEdit => {
    const source = text.slice(entry.offset, entry.offset + entry.length);
    const next = own.find((each) => keyOf(each) > keyOf(entry));
    if (next !== undefined) return { span: at(next.offset), newText: `${source},${layout}` };
    const last = own.at(-1) as Node;
    return { span: at(last.offset + last.length), newText: `,${layout}${source}` };
  });
  const section = sectionOf(root, 'dependencies');
  const isGone = (each: Node): boolean => moved.includes(each);
  const removed =
    section !== undefined && entriesOf(section).every(isGone)
      ? removeProperties(root, (each) => each === section)
      : removeProperties(section?.children?.[1], isGone);
  return [...removed.map((span) => ({ span, newText: '' })), ...added];
}

/**
 * What to delete in the text of a `package.json` so that packages are no longer `dependencies` or
 * `devDependencies`; everything else stays as it is, formatting included. Empty where nothing names them.
 */
export function withoutDependencies(text: string, names: readonly string[]): Span[] {
  const root = parseTree(text);
  return sections.flatMap((section) => {
    const property = sectionOf(root, section);
    const entries = entriesOf(property);
    const isGone = (entry: Node | undefined): boolean => entry !== undefined && names.includes(keyOf(entry));
    if (property === undefined || !entries.some(isGone)) return [];
    if (entries.every(isGone)) return removeProperties(root, (each) => each === property);
    return removeProperties(property.children?.[1], isGone);
  });
}

/**
 * Where a `package.json` names a package other than as its own dependency: a script, an override, the settings
 * of a tool. In words for a person (`the script "clean"`), undefined where nothing does.
 */
export function otherMention(text: string, name: string): string | undefined {
  for (const property of propertiesOf(parseTree(text))) {
    const key = keyOf(property);
    const value = property.children?.[1];
    if (value === undefined || key === 'name' || key === 'description' || key === 'keywords') continue;
    if (sections.some((section) => section === key)) continue;
    if (key === 'scripts') {
      const script = propertiesOf(value).find((each) =>
        namesPackage(String(each.children?.[1]?.value), name),
      );
      if (script !== undefined) return `the script "${keyOf(script)}"`;
    } else if (mentions(value, name)) return `"${key}"`;
  }
  return undefined;
}

/** Whether a command or a setting names a package, also as `name/part` and `name@version`. */
export function namesPackage(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w@.-])${escaped}(?![\\w-]|\\.\\w)`).test(text);
}

function mentions(node: Node, name: string): boolean {
  if (node.type === 'string') return namesPackage(String(node.value), name);
  return (node.children ?? []).some((child) => mentions(child, name));
}

function sectionOf(root: Node | undefined, section: string): Node | undefined {
  return propertiesOf(root).find((each) => keyOf(each) === section);
}

function entriesOf(section: Node | undefined): readonly Node[] {
  return propertiesOf(section?.children?.[1]);
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}

function removeProperties(object: Node | undefined, isGone: (property: Node) => boolean): Span[] {
  const properties = propertiesOf(object);
  const spans = properties.map(spanOf);
  if (!properties.every(isGone)) return removeFromList(spans, (index) => isGone(properties[index] as Node));
  const first = spans[0];
  const last = spans.at(-1);
  return first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end }];
}

function propertiesOf(object: Node | undefined): readonly Node[] {
  return object?.type === 'object' ? (object.children ?? []) : [];
}

function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}
