import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Compiler } from '../../rules/engine/typescript/compiler.ts';
import { writeWorkspace } from '../../test/harness/projects.ts';
import { openSession, rulesIn } from '../../test/harness/session.ts';
import { history } from '../../test/lsp/samples.ts';
import { compilerPath } from '../compilerPath.ts';
import { Texts } from './texts.ts';
import { Workspace } from './workspace.ts';

const brackets = `export function isBalanced(text: string): boolean {
  let round = 0;
  let square = 0;
  for (const character of text) {
    if (character === '(') round += 1;
    else if (character === '[') square += 1;
    else if (character === ')') round -= 1;
    else if (character === ']') square -= 1;
    if (round < 0 || square < 0) return false;
  }
  return round === 0 && square === 0;
}
`;

const files = {
  'src/brackets.ts': brackets,
  'src/history.ts': history,
  'src/quiet.ts': history.replace(
    '    this',
    '    // code-coach-ignore-next-line stack-shaped/front-of-array -- short\n    this',
  ),
  'src/tsconfig.json': '{ "extends": "../../elsewhere/tsconfig.json", "include": ["../../elsewhere"] }',
};

test('in Restricted Mode rules that ask no types run, and none of the others', async () => {
  const trusted = await openSession(files);
  assert.deepEqual(await rulesIn(trusted.session, trusted.file('src/history.ts')), [
    'stack-shaped/front-of-array',
  ]);

  const { session, file } = await openSession(files, { restricted: true });
  const { findings, problems, stats } = await session.scan({});
  assert.deepEqual(
    findings.map((each) => [each.file, each.rule]),
    [[file('src/brackets.ts'), 'stack-shaped/bracket-counters']],
  );
  assert.equal(stats.typesAsked, 0);
  assert.deepEqual(problems, [], 'a configuration was read');
});

test('in Restricted Mode there is no fix, as nothing could check it', async () => {
  const trusted = await openSession(files);
  const fixes = async ({ session, file }: typeof trusted): Promise<number | undefined> =>
    (await session.findings(file('src/brackets.ts'))).findings[0]?.fixes.length;
  assert.ok(await fixes(trusted));
  const restricted = await openSession(files, { restricted: true });
  assert.equal(await fixes(restricted), 0);
  const { applied } = await restricted.session.fixAll({ files: null, rule: null, review: true });
  assert.equal(applied, 0);
});

test('in Restricted Mode nothing is read but the analysed files', () => {
  const root = writeWorkspace({
    'package.json': '{ "name": "example" }',
    'tsconfig.json': '{ "compilerOptions": { "types": ["globals"] } }',
    'src/one.ts': "import { dep } from 'dep';\nexport const one = dep;\n",
    'node_modules/dep/package.json': '{ "name": "dep", "types": "index.d.ts" }',
    'node_modules/dep/index.d.ts': 'export declare const dep: 1;\n',
    'node_modules/@types/globals/package.json': '{ "name": "@types/globals", "types": "index.d.ts" }',
    'node_modules/@types/globals/index.d.ts': 'declare const everywhere: 1;\n',
  });
  const read = (isolated: boolean): string[] => {
    const compiler = new Compiler(compilerPath(process.cwd()), root, false);
    after(() => compiler.close());
    const workspace = new Workspace(compiler, new Texts(), [root], () => false, isolated);
    workspace.open([root], []);
    const program = workspace.view(join(root, 'src/one.ts'))?.project.program;
    assert.ok(program?.getSourceFile(join(root, 'src/one.ts')));
    const all = ['node_modules/dep/index.d.ts', 'node_modules/@types/globals/index.d.ts'];
    return all.filter((name) => program?.getSourceFile(join(root, name)) !== undefined);
  };
  assert.equal(read(false).length, 2);
  assert.deepEqual(read(true), []);
});
