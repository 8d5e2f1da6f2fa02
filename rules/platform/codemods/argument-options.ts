import { type ast, is } from '../../engine/typescript.ts';

/** An option of a command line as `parseArgs` takes it. */
export interface ArgumentOption {
  readonly name: string;
  readonly type: 'string' | 'boolean';
  readonly short: string | null;
  /** The value where it is not given, as code; null where there is none. */
  readonly fallback: string | null;
}

export interface Declared {
  readonly options: readonly ArgumentOption[];
  /** Every name by which an option is read, with the one that it is declared under. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Reads `{ string, boolean, alias, default }` of a parser's settings; undefined where there is more, or where something is
 * not written out.
 */
export function declaredOptions(node: ast.Expression, isFalseUnlessGiven: boolean): Declared | undefined {
  const parts = propertiesOf(node);
  if (parts === undefined || [...parts.keys()].some((key) => !known.has(key))) return undefined;
  const texts = listOf(parts.get('string'));
  const truths = listOf(parts.get('boolean'));
  const aliases = aliasesOf(parts.get('alias'));
  const fallbacks = parts.has('default')
    ? propertiesOf(parts.get('default'))
    : new Map<string, ast.Expression>();
  if (texts === undefined || truths === undefined || aliases === undefined || fallbacks === undefined)
    return undefined;
  const types = new Map<string, ArgumentOption['type']>([
    // `_` is what is no option; `parseArgs` leaves that a text anyhow.
    ...texts.filter((name) => name !== '_').map((name): [string, 'string'] => [name, 'string']),
    ...truths.map((name): [string, 'boolean'] => [name, 'boolean']),
  ]);
  const groups = groupsOf([...types.keys()], aliases);
  if (groups === undefined) return undefined;
  const names = new Map<string, string>();
  const options: ArgumentOption[] = [];
  for (const { long, short } of groups) {
    const all = short === null ? [long] : [long, short];
    const kinds = new Set(all.flatMap((name) => types.get(name) ?? []));
    const [type, ...others] = kinds;
    const values = all.flatMap((name) => fallbacks.get(name) ?? []);
    if (type === undefined || others.length > 0 || values.length > 1) return undefined;
    const fallback = fallbackOf(values[0], type, isFalseUnlessGiven);
    if (fallback === undefined) return undefined;
    for (const name of all) {
      names.set(name, long);
      fallbacks.delete(name);
    }
    options.push({ name: long, type, short, fallback });
  }
  return fallbacks.size > 0 ? undefined : { options, names };
}

const known: ReadonlySet<string> = new Set(['string', 'boolean', 'alias', 'default']);

/** One option with its letter; undefined where an option has two long names or two letters. */
function groupsOf(
  declared: readonly string[],
  aliases: readonly (readonly string[])[],
): { readonly long: string; readonly short: string | null }[] | undefined {
  const groups: Set<string>[] = [];
  for (const names of [...declared.map((name) => [name]), ...aliases]) {
    const known = groups.filter((group) => names.some((name) => group.has(name)));
    const merged = new Set([...known.flatMap((group) => [...group]), ...names]);
    for (const group of known) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  const pairs = groups.map((group) => {
    const letters = [...group].filter((name) => name.length === 1);
    const words = [...group].filter((name) => name.length > 1);
    const [long, ...others] = words.length > 0 ? words : letters;
    const isClear = long !== undefined && others.length === 0 && letters.length <= 1;
    return isClear ? { long, short: letters[0] ?? null } : undefined;
  });
  return pairs.every((pair) => pair !== undefined) ? pairs : undefined;
}

function fallbackOf(
  value: ast.Expression | undefined,
  type: ArgumentOption['type'],
  isFalseUnlessGiven: boolean,
): string | null | undefined {
  if (value === undefined) return type === 'boolean' && isFalseUnlessGiven ? 'false' : null;
  const text = value.getText();
  const isOfType = type === 'boolean' ? /^(?:true|false)$/.test(text) : is.isStringLiteral(value);
  return isOfType ? text : undefined;
}

function propertiesOf(node: ast.Expression | undefined): Map<string, ast.Expression> | undefined {
  if (node === undefined || !is.isObjectLiteralExpression(node)) return undefined;
  const properties = new Map<string, ast.Expression>();
  for (const property of node.properties) {
    if (!is.isPropertyAssignment(property)) return undefined;
    const { name, initializer } = property;
    if (!is.isIdentifier(name) && !is.isStringLiteral(name)) return undefined;
    properties.set(name.text, initializer);
  }
  return properties;
}

function listOf(node: ast.Expression | undefined): string[] | undefined {
  if (node === undefined) return [];
  if (is.isStringLiteral(node)) return [node.text];
  if (!is.isArrayLiteralExpression(node)) return undefined;
  const texts = node.elements.map((each) => (is.isStringLiteral(each) ? each.text : undefined));
  return texts.every((each) => each !== undefined) ? texts : undefined;
}

function aliasesOf(node: ast.Expression | undefined): string[][] | undefined {
  const properties = node === undefined ? new Map<string, ast.Expression>() : propertiesOf(node);
  if (properties === undefined) return undefined;
  const lists = [...properties].map(([name, value]) => {
    const others = listOf(value);
    return others === undefined ? undefined : [name, ...others];
  });
  return lists.every((each) => each !== undefined) ? lists : undefined;
}
