/**
 * The shapes of generated files. Each exports `make<Name>`, so that any file can use any other, and is clean or has
 * findings as ordinary code has them.
 * @typedef {{ name: string, from: string }} Import
 */

/** @type {Record<string, (name: string, imports: readonly Import[]) => string>} */
export const templates = {
  model(name, imports) {
    return `${importLines(imports)}
export interface ${name}Address {
  readonly street: string;
  readonly city: string;
  readonly zip?: string;
}

export type ${name}State =
  | { readonly kind: 'draft'; readonly note: string }
  | { readonly kind: 'placed'; readonly at: number; readonly total: number }
  | { readonly kind: 'shipped'; readonly carrier: string; readonly parcels: readonly string[] }
  | { readonly kind: 'cancelled'; readonly reason: string };

export interface ${name} {
  readonly id: number;
  readonly title: string;
  readonly tags: readonly string[];
  readonly address: ${name}Address | null;
  readonly state: ${name}State;
  readonly related: readonly number[];
}

export function describe${name}(state: ${name}State): string {
  switch (state.kind) {
    case 'draft':
      return \`Draft: \${state.note}\`;
    case 'placed':
      return \`Placed at \${new Date(state.at).toISOString()} for \${state.total.toFixed(2)}\`;
    case 'shipped':
      return \`\${state.parcels.length} parcels by \${state.carrier}\`;
    case 'cancelled':
      return \`Cancelled: \${state.reason}\`;
  }
}

export function isOpen${name}(value: ${name}): boolean {
  return value.state.kind === 'draft' || value.state.kind === 'placed';
}

export function labelOf${name}({ title, tags, address }: ${name}): string {
  const place = address === null ? 'nowhere' : \`\${address.street}, \${address.city}\${address.zip ? \` \${address.zip}\` : ''}\`;
  return [title, place, ...tags.filter((tag) => tag.length > 2).map((tag) => \`#\${tag}\`)].join(' ');
}

export function make${name}(id: number): ${name} {
  const related: unknown[] = [${uses(imports, 'id')}];
  return {
    id,
    title: \`${name} \${id}\`,
    tags: id % 2 === 0 ? ['even'] : ['odd', 'small'],
    address: id > 10 ? { street: 'Long Road', city: 'Harbour' } : null,
    state: id > 5 ? { kind: 'placed', at: id * 1000, total: id * 9.5 } : { kind: 'draft', note: 'new' },
    related: related.map((_, index) => index),
  };
}
`;
  },

  store(name, imports) {
    return `${importLines(imports)}
interface ${name}Entry {
  readonly key: string;
  readonly value: number;
  readonly parent: ${name}Entry | undefined;
}

export class ${name}Store {
  readonly #entries = new Map<string, ${name}Entry>();
  readonly #listeners = new Set<(key: string) => void>();
  #version = 0;

  get size(): number {
    return this.#entries.size;
  }

  put(key: string, value: number, parentKey?: string): void {
    const parent = parentKey === undefined ? undefined : this.#entries.get(parentKey);
    this.#entries.set(key, { key, value, parent });
    this.#version += 1;
    for (const listener of this.#listeners) listener(key);
  }

  find(key: string): number | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    return entry.value + (entry.parent?.value ?? 0);
  }

  remove(key: string): boolean {
    const entry = this.#entries.get(key);
    if (!entry) return false;
    for (const [other, { parent }] of this.#entries) {
      if (parent === entry) this.#entries.delete(other);
    }
    return this.#entries.delete(key);
  }

  onChange(listener: (key: string) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  largest(count: number): string[] {
    return [...this.#entries.values()]
      .sort((a, b) => b.value - a.value)
      .slice(0, count)
      .map((entry) => \`\${entry.key}=\${entry.value}@\${this.#version}\`);
  }
}

export function make${name}(id: number): ${name}Store {
  const store = new ${name}Store();
  const used: unknown[] = [${uses(imports, 'id')}];
  for (const [index] of used.entries()) store.put(\`key\${index}\`, id + index, index > 0 ? \`key\${index - 1}\` : undefined);
  return store;
}
`;
  },

  service(name, imports) {
    return `${importLines(imports)}
export interface ${name}Options {
  readonly base: string;
  readonly retries?: number;
  readonly timeout?: number;
}

interface ${name}Reply {
  readonly items: readonly { readonly id: number; readonly name: string }[];
  readonly next: string | null;
}

export class ${name}Service {
  readonly #options: ${name}Options;
  readonly #seen = new Map<number, string>();

  constructor(options: ${name}Options) {
    this.#options = options;
  }

  async load(path: string, signal?: AbortSignal): Promise<${name}Reply> {
    const { base, retries = 2 } = this.#options;
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await fetch(\`\${base}/\${path}\`, signal === undefined ? {} : { signal });
        if (!response.ok) throw new Error(\`${name}: \${response.status}\`);
        return (await response.json()) as ${name}Reply;
      } catch (error) {
        if (attempt >= retries || signal?.aborted) throw error;
      }
    }
  }

  async all(): Promise<string[]> {
    const names: string[] = [];
    let path: string | null = 'items';
    while (path !== null) {
      const reply: ${name}Reply = await this.load(path);
      for (const { id, name } of reply.items) {
        if (this.#seen.has(id)) continue;
        this.#seen.set(id, name);
        names.push(name.trim());
      }
      path = reply.next;
    }
    return names;
  }

  nameOf(id: number): string {
    return this.#seen.get(id) ?? 'unknown';
  }
}

export function make${name}(id: number): ${name}Service {
  const used: unknown[] = [${uses(imports, 'id')}];
  return new ${name}Service({ base: \`https://example.org/\${id}\`, retries: used.length });
}
`;
  },

  algorithm(name, imports) {
    return `${importLines(imports)}
export interface ${name}Node {
  readonly weight: number;
  readonly children: readonly ${name}Node[];
}

export function depth${name}(root: ${name}Node): number {
  const open: { node: ${name}Node; depth: number }[] = [{ node: root, depth: 1 }];
  let deepest = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const node of next.node.children) open.push({ node, depth: next.depth + 1 });
  }
  return deepest;
}

export function group${name}(words: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const key = [...word.toLowerCase()].sort().join('');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [word]);
    else group.push(word);
  }
  return groups;
}

export function ranges${name}(values: readonly number[]): [number, number][] {
  const sorted = [...values].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const value of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && value <= last[1] + 1) last[1] = Math.max(last[1], value);
    else ranges.push([value, value]);
  }
  return ranges;
}

export function distance${name}(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

export function make${name}(id: number): ${name}Node {
  const used: unknown[] = [${uses(imports, 'id')}];
  return { weight: id, children: used.map((_, index) => ({ weight: index, children: [] })) };
}
`;
  },

  view(name, imports) {
    return `${importLines(imports)}
export interface ${name}Props {
  readonly title: string;
  readonly rows: readonly { readonly id: number; readonly label?: string; readonly price: number }[];
  readonly selected: number | null;
  readonly onSelect?: (id: number) => void;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escape(text: string): string {
  return text.replace(/[&<>]/g, (character) => escapes[character] ?? character);
}

export function render${name}({ title, rows, selected }: ${name}Props): string {
  const total = rows.reduce((sum, { price }) => sum + price, 0);
  const body = rows
    .filter(({ price }) => price > 0)
    .map(({ id, label, price }) => {
      const name = label ?? \`Row \${id}\`;
      const className = id === selected ? 'row selected' : 'row';
      return \`<li class="\${className}">\${escape(name)}: \${price.toFixed(2)}</li>\`;
    });
  if (body.length === 0) return \`<p>\${escape(title)}: nothing</p>\`;
  return [\`<h2>\${escape(title)}</h2>\`, '<ul>', ...body, '</ul>', \`<p>\${total}</p>\`].join('\\n');
}

export function select${name}(props: ${name}Props, id: number): ${name}Props {
  const row = props.rows.find((each) => each.id === id);
  if (row === undefined) return props;
  if (props.onSelect) props.onSelect(row.id);
  return { ...props, selected: row.id };
}

export function make${name}(id: number): ${name}Props {
  const used: unknown[] = [${uses(imports, 'id')}];
  return {
    title: '${name}',
    rows: used.map((_, index) => ({ id: index, price: index * id, ...(index > 1 ? { label: \`L\${index}\` } : {}) })),
    selected: null,
  };
}
`;
  },
};

/** A class with one finding that has a safe fix. */
export function undoHistory(name) {
  return `export class ${name}History {
  #steps: string[] = [];

  record(step: string): void {
    this.#steps.unshift(step);
  }

  undo(): boolean {
    return this.#steps.shift() !== undefined;
  }
}
`;
}

function importLines(imports) {
  return imports.map(({ name, from }) => `import { make${name} } from '${from}';\n`).join('');
}

function uses(imports, argument) {
  return imports.map(({ name }) => `make${name}(${argument})`).join(', ');
}
