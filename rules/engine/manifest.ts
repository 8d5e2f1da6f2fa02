import { type Node, parseTree } from 'jsonc-parser';
import type { Span } from './finding.ts';
import { removeFromList } from './local-edits.ts';

const sections = ['dependencies', 'devDependencies'] as const;

/**
 * What to delete in the text of a `package.json` so that packages are no longer `dependencies` or
 * `devDependencies`; everything else stays as it is, formatting included. Empty where nothing names them.
 */
export function withoutDependencies(text: string, names: readonly string[]): Span[] {
  const root = parseTree(text);
  return sections.flatMap((section) => {
    const property = propertiesOf(root).find((each) => keyOf(each) === section);
    const entries = propertiesOf(property?.children?.[1]);
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

function removeProperties(object: Node | undefined, isGone: (property: Node) => boolean): Span[] {
  const properties = propertiesOf(object);
  const spans = properties.map(({ offset, length }) => ({ start: offset, end: offset + length }));
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
