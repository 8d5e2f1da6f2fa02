import type { Span } from '../../finding.ts';

/** A value of a TOML file with the place where it is written. Numbers, dates and booleans are of no interest and only skipped. */
export type TomlValue = TomlString | TomlArray | TomlTable | { readonly kind: 'other'; readonly span: Span };

export interface TomlString {
  readonly kind: 'string';
  readonly value: string;
  /** With its quotes. */
  readonly span: Span;
}

export interface TomlArray {
  readonly kind: 'array';
  readonly items: readonly TomlValue[];
  readonly span: Span;
}

export interface TomlTable {
  readonly kind: 'table';
  readonly entries: ReadonlyMap<string, TomlEntry>;
  /** Of its braces or its header. */
  readonly span: Span;
}

export interface TomlEntry {
  /** From the key to the end of the value; only the header where a header made it. */
  readonly span: Span;
  readonly value: TomlValue;
}

/** Reads a TOML file; undefined where it is none, as nothing may be concluded from a part of a manifest. */
export function parseToml(text: string): TomlTable | undefined {
  try {
    return new Reader(text).file();
  } catch (thrown) {
    if (thrown instanceof NoToml) return undefined;
    throw thrown;
  }
}

/** The value at a path of keys. */
export function tomlAt(table: TomlTable, ...path: readonly string[]): TomlValue | undefined {
  let value: TomlValue | undefined = table;
  for (const key of path) value = value?.kind === 'table' ? value.entries.get(key)?.value : undefined;
  return value;
}

class NoToml extends Error {}

interface OpenTable extends TomlTable {
  readonly entries: Map<string, TomlEntry>;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  file(): TomlTable {
    const root = openTable({ start: 0, end: 0 });
    let table = root;
    for (;;) {
      this.#skip(/[\s\uFEFF]*(?:#[^\n]*\s*)*/y);
      if (this.#at >= this.#text.length) return root;
      if (this.#peek('[')) table = this.#header(root);
      else this.#pair(table);
      this.#skip(/[ \t]*(?:#[^\n]*)?\r?/y);
      if (this.#at < this.#text.length && !this.#peek('\n')) throw new NoToml();
    }
  }

  #header(root: OpenTable): OpenTable {
    const start = this.#at;
    const isList = this.#text.startsWith('[[', start);
    this.#at += isList ? 2 : 1;
    const path = this.#key();
    this.#take(isList ? ']]' : ']');
    const span = { start, end: this.#at };
    const last = path.pop() as string;
    const around = path.reduce((table, key) => tableAt(table, key, span), root);
    if (!isList) return tableAt(around, last, span);
    const known = around.entries.get(last)?.value;
    const table = openTable(span);
    const items = known?.kind === 'array' ? [...known.items, table] : [table];
    around.entries.set(last, { span, value: { kind: 'array', items, span } });
    return table;
  }

  #pair(table: OpenTable): void {
    const start = this.#at;
    const path = this.#key();
    this.#take('=');
    this.#skip(/[ \t]*/y);
    const value = this.#value();
    const span = { start, end: this.#at };
    const last = path.pop() as string;
    const around = path.reduce((inner, key) => tableAt(inner, key, span), table);
    if (around.entries.has(last)) throw new NoToml();
    around.entries.set(last, { span, value });
  }

  #key(): string[] {
    const parts: string[] = [];
    do {
      this.#skip(/[ \t]*/y);
      const quoted = this.#peek('"') || this.#peek("'");
      parts.push(quoted ? this.#string().value : this.#need(/[\w-]+/y));
      this.#skip(/[ \t]*/y);
    } while (this.#takes('.'));
    return parts;
  }

  #value(): TomlValue {
    const start = this.#at;
    if (this.#peek('"') || this.#peek("'")) return this.#string();
    if (this.#peek('{')) return this.#inlineTable();
    if (!this.#takes('[')) {
      this.#need(/[\w.+:-]+(?: \d[\w.+:-]*)?/y);
      return { kind: 'other', span: { start, end: this.#at } };
    }
    const items: TomlValue[] = [];
    for (;;) {
      this.#skip(between);
      if (this.#takes(']')) break;
      items.push(this.#value());
      this.#skip(between);
      if (!this.#takes(',') && !this.#peek(']')) throw new NoToml();
    }
    return { kind: 'array', items, span: { start, end: this.#at } };
  }

  #inlineTable(): TomlTable {
    const table = openTable({ start: this.#at, end: this.#at });
    this.#take('{');
    for (;;) {
      this.#skip(between);
      if (this.#takes('}')) break;
      this.#pair(table);
      this.#skip(between);
      if (!this.#takes(',') && !this.#peek('}')) throw new NoToml();
    }
    return { ...table, span: { start: table.span.start, end: this.#at } };
  }

  #string(): TomlString {
    const start = this.#at;
    const written = this.#need(
      /"""(?:[^\\]|\\[\s\S])*?"""(?!")|'''[\s\S]*?'''(?!')|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y,
    );
    const quotes = /^(?:"""|''')/.test(written) ? 3 : 1;
    const inner = written.slice(quotes, -quotes);
    const value = written.startsWith('"') ? inner.replace(/\\(.)/g, '$1') : inner;
    return { kind: 'string', value, span: { start, end: this.#at } };
  }

  #peek(token: string): boolean {
    return this.#text.startsWith(token, this.#at);
  }

  #takes(token: string): boolean {
    if (!this.#peek(token)) return false;
    this.#at += token.length;
    return true;
  }

  #take(token: string): void {
    if (!this.#takes(token)) throw new NoToml();
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #need(pattern: RegExp): string {
    const found = this.#skip(pattern);
    if (found === '') throw new NoToml();
    return found;
  }
}

/** What may stand between the items of a list: lines and comments. */
const between = /\s*(?:#[^\n]*\s*)*/y;

function openTable(span: Span): OpenTable {
  return { kind: 'table', entries: new Map(), span };
}

/** A header goes on with the last table of a list that was begun before. */
function tableAt(table: OpenTable, key: string, span: Span): OpenTable {
  const known = table.entries.get(key)?.value;
  const inner = known?.kind === 'array' ? known.items.at(-1) : known;
  if (inner?.kind === 'table') return inner as OpenTable;
  if (inner !== undefined) throw new NoToml();
  const created = openTable(span);
  table.entries.set(key, { span, value: created });
  return created;
}
