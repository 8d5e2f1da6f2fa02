import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { test } from 'node:test';
import { applyToFiles } from '../../test/harness/apply.ts';
import { type Bench, bench } from '../../test/harness/bench.ts';
import type { SuppressRequest } from './session.ts';

const union = 'null-prone/non-exhaustive-union';
const state = "type State = 'on' | 'off' | 'broken';\n";
const chooser = `export function label(state: State) {
  // eslint-disable-next-line curly
  switch (state) {
    case 'on':
      return 'On';
    case 'off':
      return 'Off';
  }
}
`;

test('a comment with the reason silences a line, above what other tools say of that line', async () => {
  const fixed = await suppressed({ 'src/state.ts': state + chooser }, 'line', ' too */ early\nto say ');
  const comment = `  // code-coach-ignore-next-line ${union} -- too * / early to say\n`;
  assert.equal(fixed['src/state.ts'], state + chooser.replace('  // eslint', `${comment}  // eslint`));
});

test('a comment silences a file, below what tools read at its start', async () => {
  const head = '#!/usr/bin/env node\n/** @license MIT */\n';
  const text = (head + state + chooser).replaceAll('\n', '\r\n');
  const fixed = await suppressed({ 'src/state.ts': text }, 'file', 'old code');
  const comment = `// code-coach-ignore-file ${union} -- old code\r\n`;
  assert.equal(
    fixed['src/state.ts'],
    head.replaceAll('\n', '\r\n') + comment + (state + chooser).replaceAll('\n', '\r\n'),
  );
});

test('between the children of JSX the comment stands in braces', async () => {
  const text = `declare namespace JSX { interface IntrinsicElements { p: object } }
${state}export const Label = (state: State) => (
  <p>
    {(() => { switch (state) { case 'on': return 'On'; case 'off': return 'Off'; } })()}
  </p>
);
`;
  const fixed = await suppressed({ 'src/label.tsx': text }, 'line', 'old code');
  assert.match(
    fixed['src/label.tsx'] ?? '',
    /<p>\n {4}\{\/\* code-coach-ignore-next-line \S+ -- old code \*\/\}\n {4}\{\(/,
  );
});

test('inside of a template no comment is put, and the reason is said', async () => {
  const inTemplate = `${state}export const text = (state: State) => \`
\${(() => { switch (state) { case 'on': return 'On'; case 'off': return 'Off'; } })()}\`;
`;
  const result = await bench({ 'src/text.ts': inTemplate });
  assert.match(String(suppress(result, 'line', 'old').refused), /inside of a text/);
});

test('a comment that suppresses nothing goes, alone or from among others', async () => {
  const named = `// code-coach-ignore-next-line stack-shaped/front-of-array, ${union} -- as is\nexport const x = 1;\n`;
  const result = await bench({
    'src/a.ts': named,
    'src/b.ts': `${state}{/* code-coach-ignore-file ${union} -- old */}\n\nexport const y = 1;\n`,
  });
  const notes = result.findings('code-coach/suppression');
  assert.equal(notes.length, 3);
  const [first, second, block] = notes;
  assert.ok(first && second && block);
  assert.equal(result.fixed(first)['src/a.ts'], named.replace('stack-shaped/front-of-array, ', ''));
  assert.equal(result.fixed(second)['src/a.ts'], named.replace(`, ${union}`, ''));
  assert.equal(result.fixed(block)['src/b.ts'], `${state}\nexport const y = 1;\n`);
  const alone = await bench(result.fixed(first));
  const [last] = alone.findings('code-coach/suppression');
  assert.ok(last);
  assert.equal(alone.fixed(last)['src/a.ts'], 'export const x = 1;\n');
});

const manifests = {
  'pyproject.toml': {
    text: '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = [\n    "enum34; python_version < \'3.4\'",\n]\n',
    entry: '    "enum34',
  },
  'requirements.txt': { text: 'enum34; python_version < "3.4"  # old\n', entry: 'enum34' },
  'setup.cfg': {
    text: '[options]\ninstall_requires =\n    enum34; python_version < "3.4"\n',
    entry: '    enum34',
  },
};

for (const [name, { text, entry }] of Object.entries(manifests)) {
  test(`a comment silences an entry of a ${name}, and its file`, async () => {
    const project = {
      'shop/a.py': 'x = 1\n',
      'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.11"\n',
      [name]: text,
    };
    const rule = 'needless-dependencies/py-manifest';
    const line = await suppressed(project, 'line', 'for old tools');
    const indent = /^ */.exec(entry)?.[0] ?? '';
    const comment = `${indent}# code-coach-ignore-next-line ${rule} -- for old tools\n`;
    assert.equal(line[name], text.replace(entry, comment + entry));
    const file = await suppressed(project, 'file', 'for old tools');
    assert.equal(file[name], `# code-coach-ignore-file ${rule} -- for old tools\n${text}`);
  });
}

test('a comment in Python that suppresses nothing goes', async () => {
  const result = await bench({ 'a.py': `# code-coach-ignore-next-line ${union} -- old\nx = 1\n` });
  const [note] = result.findings('code-coach/suppression');
  assert.ok(note);
  assert.equal(result.fixed(note)['a.py'], 'x = 1\n');
});

/** The files once the one finding is silenced, which must then be silent. */
async function suppressed(
  files: Record<string, string>,
  scope: SuppressRequest['scope'],
  reason: string,
): Promise<Record<string, string>> {
  const result = await bench(files);
  const { edits } = suppress(result, scope, reason);
  assert.ok(edits);
  const after = applyToFiles(
    files,
    edits.map((edit) => ({ ...edit, file: relative(result.root, edit.file) })),
  );
  const again = await bench(after);
  assert.deepEqual(again.findings(), []);
  assert.equal(again.report.stats.suppressed, 1);
  return after;
}

function suppress(
  { session, report }: Bench,
  scope: SuppressRequest['scope'],
  reason: string,
): { edits?: ReturnType<Bench['fix']>['edits']; refused?: string } {
  const [finding] = report.findings;
  assert.ok(finding);
  return session.suppress({ file: finding.file, fingerprint: finding.fingerprint, scope, reason });
}
