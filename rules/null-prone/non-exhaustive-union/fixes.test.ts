import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';

const rule = 'null-prone/non-exhaustive-union';

/** Applies the fix at an index to each file on its own, compares, and sees that nothing is left to find. */
async function expectFixed(
  cases: Readonly<Record<string, readonly [before: string, after: string]>>,
  fix = 0,
): Promise<void> {
  const result = await bench(
    Object.fromEntries(Object.entries(cases).map(([name, [before]]) => [name, before])),
  );
  assert.deepEqual(result.errors, []);
  const findings = result.findings(rule);
  const texts: Record<string, string> = {};
  for (const [name, [, after]] of Object.entries(cases)) {
    const finding = findings.find(({ file }) => file === name);
    assert.ok(finding, `nothing is found in ${name}`);
    const text = result.fixed(finding, fix)[name] as string;
    assert.equal(text, after, name);
    texts[name] = text;
  }
  const again = await bench(texts);
  assert.deepEqual(again.findings(rule), []);
}

const fn = (type: string, body: string): string =>
  `export function show(kind: ${type}, out: string[]) {\n${body}}\n`;

test('a switch gets the missing cases and a check, laid out as the cases that are there', async () => {
  await expectFixed({
    'break.ts': [
      fn(
        "'a' | 'b' | 'c' | 'd' | 'e'",
        `  switch (kind) {
    case 'a': {
      out.push('a');
      break;
    }

    case 'b':
    case 'c':
    case 'e':
      out.push('c'); // Both the same.
  }
`,
      ),
      fn(
        "'a' | 'b' | 'c' | 'd' | 'e'",
        `  switch (kind) {
    case 'a': {
      out.push('a');
      break;
    }

    case 'b':
    case 'c':
    case 'e':
      out.push('c'); // Both the same.
      break;

    case 'd':
      break;

    default:
      kind satisfies never;
  }
`,
      ),
    ],
    'short.ts': [
      fn(
        '"a" | "b" | "e"',
        `	switch (kind) {
		case "a": return 1
		case "b": return 2
	}
`,
      ),
      fn(
        '"a" | "b" | "e"',
        `	switch (kind) {
		case "a": return 1
		case "b": return 2
		case "e": return undefined
		default: kind satisfies never
	}
`,
      ),
    ],
    'one-line.ts': [
      "export function show(kind: 'a' | 'b' | 'f' | 'g') {\n  switch (kind) { case 'a': return 1; case 'b': return 2; }\n}\n",
      "export function show(kind: 'a' | 'b' | 'f' | 'g') {\n  switch (kind) { case 'a': return 1; case 'b': return 2; case 'f': case 'g': return undefined; default: kind satisfies never; }\n}\n",
    ],
    'crlf.ts': [
      fn(
        "'a' | 'b' | 'h'",
        "  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n  }\n",
      ).replaceAll('\n', '\r\n'),
      fn(
        "'a' | 'b' | 'h'",
        "  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'h':\n      return undefined;\n    default:\n      kind satisfies never;\n  }\n",
      ).replaceAll('\n', '\r\n'),
    ],
    'nullable.ts': [
      "export function show(item: { kind?: 'a' | 'b' | 'i' | null }) {\n  switch (item.kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n  }\n}\n",
      "export function show(item: { kind?: 'a' | 'b' | 'i' | null }) {\n  switch (item.kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'i':\n    case undefined:\n    case null:\n      return undefined;\n    default:\n      item.kind satisfies never;\n  }\n}\n",
    ],
    'allman.ts': [
      "export function show(kind: 'a' | 'b' | 'l')\n{\n    switch (kind)\n    {\n        case 'a':\n        {\n            return 1;\n        }\n        case 'b':\n        {\n            return 2;\n        }\n    }\n}\n",
      "export function show(kind: 'a' | 'b' | 'l')\n{\n    switch (kind)\n    {\n        case 'a':\n        {\n            return 1;\n        }\n        case 'b':\n        {\n            return 2;\n        }\n        case 'l':\n            return undefined;\n        default:\n            kind satisfies never;\n    }\n}\n",
    ],
    'called.ts': [
      "declare function read(): 'a' | 'b' | 'j';\nexport function show() {\n  switch (read()) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n  }\n}\n",
      "declare function read(): 'a' | 'b' | 'j';\nexport function show() {\n  switch (read()) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'j':\n      return undefined;\n  }\n}\n",
    ],
    'plain.js': [
      "/** @param {'a' | 'b' | 'k'} kind */\nexport function show(kind) {\n  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n  }\n}\n",
      "/** @param {'a' | 'b' | 'k'} kind */\nexport function show(kind) {\n  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'k':\n      return undefined;\n  }\n}\n",
    ],
  });
});

test('a default that does nothing goes on taking what is outside of the type', async () => {
  const before = (type: string, end: string): string =>
    fn(
      type,
      `  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'c':\n      return 3;\n${end}  }\n  out.push(kind);\n`,
    );
  await expectFixed({
    'returns.ts': [
      before("'a' | 'b' | 'c' | 'd'", '    default:\n      return null;\n').replace(
        '  out.push(kind);\n',
        '',
      ),
      before(
        "'a' | 'b' | 'c' | 'd'",
        "    case 'd':\n      return null;\n    default:\n      kind satisfies never;\n      return null;\n",
      ).replace('  out.push(kind);\n', ''),
    ],
    'breaks.ts': [
      before("'a' | 'b' | 'c' | 'e'", '    default:\n      break;\n').replace('out.push(kind)', 'out.pop()'),
      before(
        "'a' | 'b' | 'c' | 'e'",
        "    case 'e':\n      break;\n    default:\n      kind satisfies never;\n",
      ).replace('out.push(kind)', 'out.pop()'),
    ],
    'empty.ts': [
      before("'a' | 'b' | 'c' | 'f'", '    default:\n').replace('out.push(kind)', 'out.pop()'),
      before(
        "'a' | 'b' | 'c' | 'f'",
        "    case 'f':\n      break;\n    default:\n      kind satisfies never;\n",
      ).replace('out.push(kind)', 'out.pop()'),
    ],
    'shared.ts': [
      before("'a' | 'b' | 'c' | 'x' | 'g'", "    case 'x':\n    default:\n      return;\n").replace(
        '  out.push(kind);\n',
        '',
      ),
      before(
        "'a' | 'b' | 'c' | 'x' | 'g'",
        "    case 'x':\n    case 'g':\n      return;\n    default:\n      kind satisfies never;\n      return;\n",
      ).replace('  out.push(kind);\n', ''),
    ],
    'plain.js': [
      "/** @param {'a' | 'b' | 'c' | 'h'} kind */\nexport function show(kind) {\n  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'c':\n      return 3;\n    default:\n      return null;\n  }\n}\n",
      "/** @param {'a' | 'b' | 'c' | 'h'} kind */\nexport function show(kind) {\n  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'c':\n      return 3;\n    case 'h':\n    default:\n      return null;\n  }\n}\n",
    ],
  });
});

test('the check narrows what the compiler narrows: the object of a discriminant, else the value', async () => {
  const choose = (subject: string): string =>
    `  switch (${subject}) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n`;
  const done = (check: string, more = ''): string =>
    `    case 'c':\n${more}      return undefined;\n    default:\n      ${check} satisfies never;\n`;
  const wrap = (head: string, body: string): string => `${head} {\n${body}  }\n}\n`;
  const item = "export function show(item: { kind: 'a' } | { kind: 'b' } | { kind: 'c'; size: 1 })";
  const deep = "export function show(box: { item: { kind: 'a' | 'b'; own: 1 } | { kind: 'c'; deep: 1 } })";
  const optional = "export function show(item?: { kind: 'a' } | { kind: 'b' } | { kind: 'c'; optional: 1 })";
  const generic = "export function show<K extends 'a' | 'b' | 'c'>(kind: K)";
  await expectFixed({
    'object.ts': [wrap(item, choose('item.kind')), wrap(item, choose('item.kind') + done('item'))],
    'deep.ts': [wrap(deep, choose('box.item.kind')), wrap(deep, choose('box.item.kind') + done('box.item'))],
    'optional.ts': [
      wrap(optional, choose('item?.kind')),
      wrap(optional, choose('item?.kind') + done('item', '    case undefined:\n')),
    ],
    'generic.ts': [wrap(generic, choose('kind')), wrap(generic, choose('kind') + done('kind'))],
    'member.ts': [
      `class Lamp {\n  constructor(readonly state: 'a' | 'b' | 'c') {}\n  show() {\n${choose('this.state')}  }\n  }\n}\nexport { Lamp };\n`,
      `class Lamp {\n  constructor(readonly state: 'a' | 'b' | 'c') {}\n  show() {\n${choose('this.state')}${done('this.state')}  }\n  }\n}\nexport { Lamp };\n`,
    ],
    'getter.ts': [
      `class Fan {\n  get state(): 'a' | 'b' | 'c' { return 'a'; }\n  show() {\n${choose('this.state')}  }\n  }\n}\nexport { Fan };\n`,
      `class Fan {\n  get state(): 'a' | 'b' | 'c' { return 'a'; }\n  show() {\n${choose('this.state')}    case 'c':\n      return undefined;\n  }\n  }\n}\nexport { Fan };\n`,
    ],
    'guards-wide.ts': [
      "export function show(item: { kind: 'a' | 'b'; wide: 1 } | { kind: 'c' } | { kind: 'd' }) {\n  if (item.kind === 'a') return 1;\n  if (item.kind === 'b') return 2;\n  if (item.kind === 'c') return 3;\n}\n",
      "export function show(item: { kind: 'a' | 'b'; wide: 1 } | { kind: 'c' } | { kind: 'd' }) {\n  if (item.kind === 'a') return 1;\n  if (item.kind === 'b') return 2;\n  if (item.kind === 'c') return 3;\n  if (item.kind === 'd') return undefined;\n  item.kind satisfies never;\n}\n",
    ],
  });
});

test('ladders and guards get a branch in their own style', async () => {
  await expectFixed({
    'ladder.ts': [
      fn(
        "'a' | 'b' | 'c'",
        "  if (kind === 'a') {\n    return 1;\n  }\n  else if (kind === 'b') {\n    return 2;\n  }\n",
      ),
      fn(
        "'a' | 'b' | 'c'",
        "  if (kind === 'a') {\n    return 1;\n  }\n  else if (kind === 'b') {\n    return 2;\n  }\n  else if (kind === 'c') {\n    return undefined;\n  }\n  else {\n    kind satisfies never;\n  }\n",
      ),
    ],
    'bare.ts': [
      fn("'a' | 'b' | 'd'", "  if (kind == 'a') return 1;\n  else if (kind == 'b') return 2;\n"),
      fn(
        "'a' | 'b' | 'd'",
        "  if (kind == 'a') return 1;\n  else if (kind == 'b') return 2;\n  else if (kind == 'd') {\n    return undefined;\n  }\n  else {\n    kind satisfies never;\n  }\n",
      ),
    ],
    'guards.ts': [
      fn(
        "'a' | 'b' | 'e' | 'f'",
        "  if (kind === 'a') {\n    return 1;\n  }\n\n  if (kind === 'b') {\n    return 2;\n  }\n",
      ),
      fn(
        "'a' | 'b' | 'e' | 'f'",
        "  if (kind === 'a') {\n    return 1;\n  }\n\n  if (kind === 'b') {\n    return 2;\n  }\n\n  if (kind === 'e' || kind === 'f') {\n    return undefined;\n  }\n\n  kind satisfies never;\n",
      ),
    ],
    'plain.js': [
      "/** @param {'a' | 'b' | 'g'} kind */\nexport function show(kind) {\n  if (kind === 'a') return 1;\n  if (kind === 'b') return 2;\n}\n",
      "/** @param {'a' | 'b' | 'g'} kind */\nexport function show(kind) {\n  if (kind === 'a') return 1;\n  if (kind === 'b') return 2;\n  if (kind === 'g') return undefined;\n}\n",
    ],
  });
});

test('missing members are spelled as the others: an enum through its namespace, a constant through its object', async () => {
  const enums =
    "export namespace billing {\n  export enum Plan {\n    Free = 'free',\n    Team = 'team',\n    'on-site' = 'on-site',\n  }\n}\n";
  const constants =
    "export const Plans = { Free: 'free', Team: 'team', Site: 'site' } as const;\nexport type Plan = (typeof Plans)[keyof typeof Plans];\n";
  const rest = (free: string, team: string, type: string, from: string, name: string): string =>
    `import { ${name} } from './${from}.ts';\n\nexport function price(plan: ${type}) {\n  if (plan === ${free}) return 0;\n  if (plan === ${team}) return 9;\n`;
  const viaEnum = rest('billing.Plan.Free', 'billing.Plan.Team', 'billing.Plan', 'enums', 'billing');
  const viaConstant = rest('Plans.Free', 'Plans.Team', 'Plan', 'constants', 'type Plan, Plans');
  const result = await bench({
    'enums.ts': enums,
    'constants.ts': constants,
    'enum.ts': `${viaEnum}}\n`,
    'constant.ts': `${viaConstant}}\n`,
  });
  const [constant, member] = result.findings(rule).sort((a, b) => a.file.localeCompare(b.file));
  assert.ok(constant && member);
  assert.equal(
    result.fixed(constant)['constant.ts'],
    `${viaConstant}  if (plan === Plans.Site) return undefined;\n  plan satisfies never;\n}\n`,
  );
  assert.equal(
    result.fixed(member)['enum.ts'],
    `${viaEnum}  if (plan === billing.Plan['on-site']) return undefined;\n  plan satisfies never;\n}\n`,
  );
});

test('a case that throws is for review', async () => {
  const before =
    "export function show(item: { kind: 'a' | 'b' | 'c' }) {\n  switch (item.kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n";
  await expectFixed(
    {
      'switch.ts': [
        `${before}  }\n}\n`,
        `${before}    case 'c':\n      throw new Error(\`Unhandled item.kind: \${item.kind}\`);\n    default:\n      item.kind satisfies never;\n  }\n}\n`,
      ],
      'default.ts': [
        "export function show(kind: 'a' | 'b' | 'c' | 'd') {\n  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'c':\n      return 3;\n    default:\n      return null;\n  }\n}\n",
        `export function show(kind: 'a' | 'b' | 'c' | 'd') {\n  switch (kind) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 2;\n    case 'c':\n      return 3;\n    case 'd':\n      throw new Error(\`Unhandled kind: \${kind}\`);\n    default:\n      kind satisfies never;\n      return null;\n  }\n}\n`,
      ],
      'guards.ts': [
        "export function show(kind: 'a' | 'b' | 'e') {\n  if (kind === 'a') return 1;\n  if (kind === 'b') return 2;\n}\n",
        `export function show(kind: 'a' | 'b' | 'e') {\n  if (kind === 'a') return 1;\n  if (kind === 'b') return 2;\n  if (kind === 'e') throw new Error(\`Unhandled kind: \${kind}\`);\n  kind satisfies never;\n}\n`,
      ],
    },
    1,
  );
  const result = await bench({ 'switch.ts': `${before}  }\n}\n` });
  const kinds = result.findings(rule)[0]?.fixes.map(({ kind }) => kind);
  assert.deepEqual(kinds, ['safe', 'review']);
});

test('a project of TypeScript 4 gets the cases without a check that it cannot parse', async () => {
  const before =
    "export function show(kind: 'a' | 'b' | 'c') {\n  if (kind === 'a') return 1;\n  if (kind === 'b') return 2;\n";
  const result = await bench({
    'package.json': '{ "name": "old", "devDependencies": { "typescript": "~4.8.4" } }\n',
    'show.ts': `${before}}\n`,
  });
  const [finding] = result.findings(rule);
  assert.ok(finding);
  assert.equal(result.fixed(finding)['show.ts'], `${before}  if (kind === 'c') return undefined;\n}\n`);
});

test('an enum that has no name here is not guessed at', async () => {
  const result = await bench({
    'plan.ts':
      "export enum Plan { Free = 'free', Team = 'team', Site = 'site' }\nexport const free = Plan.Free;\nexport const team = Plan.Team;\nexport interface Account { plan: Plan }\n",
    'price.ts':
      "import { type Account, free, team } from './plan.ts';\nexport function price({ plan }: Account) {\n  if (plan === free) return 0;\n  if (plan === team) return 9;\n}\n",
  });
  const [finding] = result.findings(rule);
  assert.ok(finding);
  const fix = result.fix(finding);
  assert.equal(fix.verified, false);
  assert.match(fix.reason ?? '', /`Plan.Site` cannot be written here/);
});
