import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
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
  let top: AST.TOMLTopLevelTable;
  try {
    [top] = parseTOML(text).body;
  } catch (thrown) {
    if (thrown instanceof ParseError) return undefined;
    throw thrown;
  }
  const root = openTable({ start: 0, end: 0 });
  for (const part of top.body) {
    if (part.type === 'TOMLKeyValue') addPair(root, part);
    else addTable(root, part, text);
  }
  return root;
}

/** The value at a path of keys. */
export function tomlAt(table: TomlTable, ...path: readonly string[]): TomlValue | undefined {
  let value: TomlValue | undefined = table;
  for (const key of path) value = value?.kind === 'table' ? value.entries.get(key)?.value : undefined;
  return value;
}

interface OpenTable extends TomlTable {
  readonly entries: Map<string, TomlEntry>;
}

function addTable(root: OpenTable, { key, kind, body, range }: AST.TOMLTable, text: string): void {
  const isList = kind === 'array';
  const span = { start: range[0], end: text.indexOf(']', key.range[1]) + (isList ? 2 : 1) };
  const path = namesOf(key);
  const last = path.pop() as string;
  const around = path.reduce((table, name) => tableAt(table, name, span), root);
  let table: OpenTable;
  if (isList) {
    table = openTable(span);
    const known = around.entries.get(last)?.value;
    const items = known?.kind === 'array' ? [...known.items, table] : [table];
    around.entries.set(last, { span, value: { kind: 'array', items, span } });
  } else table = tableAt(around, last, span);
  for (const pair of body) addPair(table, pair);
}

function addPair(table: OpenTable, { key, value, range }: AST.TOMLKeyValue): void {
  const span = spanOf(range);
  const path = namesOf(key);
  const last = path.pop() as string;
  const around = path.reduce((inner, name) => tableAt(inner, name, span), table);
  around.entries.set(last, { span, value: readValue(value) });
}

function readValue(node: AST.TOMLContentNode): TomlValue {
  const span = spanOf(node.range);
  switch (node.type) {
    case 'TOMLArray':
      return { kind: 'array', items: node.elements.map(readValue), span };
    case 'TOMLInlineTable': {
      const table = openTable(span);
      for (const pair of node.body) addPair(table, pair);
      return table;
    }
    case 'TOMLValue':
      return node.kind === 'string' ? { kind: 'string', value: node.value, span } : { kind: 'other', span };
  }
}

function namesOf({ keys }: AST.TOMLKey): string[] {
  return keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
}

function spanOf([start, end]: AST.Range): Span {
  return { start, end };
}

function openTable(span: Span): OpenTable {
  return { kind: 'table', entries: new Map(), span };
}

/** A header goes on with the last table of a list that was begun before. */
function tableAt(table: OpenTable, key: string, span: Span): OpenTable {
  const known = table.entries.get(key)?.value;
  const inner = known?.kind === 'array' ? known.items.at(-1) : known;
  if (inner?.kind === 'table') return inner as OpenTable;
  const created = openTable(span);
  table.entries.set(key, { span, value: created });
  return created;
}
