import { readFileSync } from 'node:fs';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { habits, type Severity, severities } from '../../rules/engine/finding.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import { nearestName } from './nearestName.ts';
import { languages as knownLanguages, type Language, type Problem, type Settings } from './session.ts';
import { isFileError } from './texts.ts';

export const settingsFileName = 'code-coach.json';

const topLevel = ['$schema', 'rules', 'options', 'languages', 'minSeverity', 'exclude'];
const allowedSeverities: readonly string[] = ['off', ...severities];

export interface SettingsFile {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

/**
 * Reads one `code-coach.json`, in which comments and trailing commas are allowed.
 * Whatever can be understood counts; everything else is named in a problem that says what is allowed.
 * @returns undefined where there is no such file.
 */
export function readSettingsFile(file: string, known: readonly RuleMeta[]): SettingsFile | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
    if (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR') return undefined;
    const message = `Cannot be read (${thrown.code}), so none of its settings count.`;
    return {
      settings: { rules: {}, options: {}, exclude: [], languages: {} },
      problems: [{ file, message, line: null }],
    };
  }
  return parseSettings(text, file, known);
}

/** As `readSettingsFile`, from a text. */
export function parseSettings(text: string, file: string, known: readonly RuleMeta[]): SettingsFile {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const problems: Problem[] = [];
  const complain: Complain = (offset, message) => {
    problems.push({ file, message, line: lineOf(source, offset) });
  };
  const rules: Record<string, Severity | 'off'> = {};
  const options: Record<string, Record<string, number>> = {};
  const exclude: string[] = [];
  const languages: Partial<Record<Language, boolean>> = {};

  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    const words = printParseErrorCode(first.error)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase();
    complain(first.offset, `Is not valid JSON (${words}). What can be read before that still counts.`);
  }
  if (root === undefined) return { settings: { rules, options, exclude, languages }, problems };
  if (root.type !== 'object') {
    complain(root.offset, `Must be an object with ${quoted(topLevel)}.`);
    return { settings: { rules, options, exclude, languages }, problems };
  }

  for (const { key, keyNode } of entries(root)) {
    if (!topLevel.includes(key)) {
      complain(keyNode.offset, `"${key}" is not a setting. Allowed are ${quoted(topLevel)}.`);
    }
  }
  readRules(findNodeAtLocation(root, ['rules']), known, rules, complain);
  readOptions(findNodeAtLocation(root, ['options']), known, options, complain);
  readExclude(findNodeAtLocation(root, ['exclude']), exclude, complain);
  readLanguages(findNodeAtLocation(root, ['languages']), languages, complain);
  const minSeverity = readLeast(findNodeAtLocation(root, ['minSeverity']), complain);
  const said = minSeverity === undefined ? {} : { minSeverity };
  return { settings: { rules, options, exclude, languages, ...said }, problems };
}

type Complain = (offset: number, message: string) => void;

function readRules(
  node: Node | undefined,
  known: readonly RuleMeta[],
  into: Record<string, Severity | 'off'>,
  complain: Complain,
): void {
  if (node === undefined) return;
  if (node.type !== 'object') {
    complain(node.offset, `"rules" must be an object such as { "${habits[0]}": "warning" }.`);
    return;
  }
  const names: readonly string[] = [...habits, ...known.map((rule) => rule.id)];
  for (const { key, keyNode, value } of entries(node)) {
    if (!names.includes(key)) {
      complain(keyNode.offset, unknownName(key, 'neither a rule nor a habit', names));
    } else if (!isSeverity(value?.value)) {
      const given = value === undefined ? 'nothing' : JSON.stringify(value.value ?? null);
      complain(
        (value ?? keyNode).offset,
        `"rules"."${key}" is ${given}. Allowed are ${quoted(allowedSeverities)}.`,
      );
    } else into[key] = value.value;
  }
}

function readOptions(
  node: Node | undefined,
  known: readonly RuleMeta[],
  into: Record<string, Record<string, number>>,
  complain: Complain,
): void {
  if (node === undefined) return;
  if (node.type !== 'object') {
    complain(node.offset, '"options" must be an object with one object of numbers per rule.');
    return;
  }
  const ids = known.map((rule) => rule.id);
  for (const { key, keyNode, value } of entries(node)) {
    const rule = known.find((each) => each.id === key);
    if (rule === undefined) {
      complain(keyNode.offset, unknownName(key, 'not a rule', ids));
      continue;
    }
    if (value?.type !== 'object') {
      complain((value ?? keyNode).offset, `"options"."${key}" must be an object of numbers.`);
      continue;
    }
    const names = Object.keys(rule.options ?? {});
    const numbers: Record<string, number> = {};
    for (const option of entries(value)) {
      const number: unknown = option.value?.value;
      if (!names.includes(option.key)) {
        const allowed = names.length === 0 ? 'The rule has none.' : `Allowed are ${quoted(names)}.`;
        complain(option.keyNode.offset, `"${option.key}" is not an option of ${key}. ${allowed}`);
      } else if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) {
        complain(
          (option.value ?? option.keyNode).offset,
          `"options"."${key}"."${option.key}" must be a number, 0 or more.`,
        );
      } else numbers[option.key] = number;
    }
    into[key] = numbers;
  }
}

function readExclude(node: Node | undefined, into: string[], complain: Complain): void {
  if (node === undefined) return;
  if (node.type !== 'array') {
    complain(node.offset, '"exclude" must be an array of globs such as ["generated/**"].');
    return;
  }
  for (const item of node.children ?? []) {
    const glob: unknown = item.value;
    if (typeof glob !== 'string' || glob.trim() === '') {
      complain(item.offset, 'Every entry of "exclude" must be a glob in quotes.');
    } else if (glob.startsWith('!')) {
      complain(item.offset, `"${glob}" starts with "!": a glob of "exclude" can only leave files out.`);
    } else into.push(glob);
  }
}

function readLanguages(
  node: Node | undefined,
  into: Partial<Record<Language, boolean>>,
  complain: Complain,
): void {
  if (node === undefined) return;
  if (node.type !== 'object') {
    complain(node.offset, '"languages" must be an object such as { "javascript": false }.');
    return;
  }
  for (const { key, keyNode, value } of entries(node)) {
    const language = knownLanguages.find((known) => known === key);
    const isOn: unknown = value?.value;
    if (language === undefined) {
      complain(
        keyNode.offset,
        `"${key}" is not a language of Code Coach. Allowed are ${quoted(knownLanguages)}.`,
      );
    } else if (typeof isOn !== 'boolean') {
      complain((value ?? keyNode).offset, `"languages"."${key}" must be true or false.`);
    } else into[language] = isOn;
  }
}

function readLeast(node: Node | undefined, complain: Complain): Severity | undefined {
  if (node === undefined) return undefined;
  const least = severities.find((severity) => severity === node.value);
  if (least === undefined) {
    const given = JSON.stringify(node.value ?? null);
    complain(node.offset, `"minSeverity" is ${given}. Allowed are ${quoted(severities)}.`);
  }
  return least;
}

interface Entry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node | undefined;
}

function entries(object: Node): Entry[] {
  return (object.children ?? []).flatMap((property) => {
    const [keyNode, value] = property.children ?? [];
    return keyNode === undefined ? [] : [{ key: String(keyNode.value), keyNode, value }];
  });
}

function isSeverity(value: unknown): value is Severity | 'off' {
  return typeof value === 'string' && allowedSeverities.includes(value);
}

function unknownName(name: string, isNot: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  return `"${name}" is ${isNot}.${hint} \`code-coach rules\` lists all.`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let index = 0; index < offset && index < text.length; index++) if (text[index] === '\n') line++;
  return line;
}
