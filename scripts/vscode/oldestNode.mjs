// Runs the smoke part of the tests, server and engine over a real pipe, on the Node of the oldest VS Code we support.
import { spawnSync } from 'node:child_process';
import { nodeOfMinimumVscode, repository } from './install.mjs';

const node = await nodeOfMinimumVscode();
const { status, error } = spawnSync(node, ['scripts/test.mjs', 'test/lsp/lifetime', 'test/lsp/fixes'], {
  cwd: repository,
  stdio: 'inherit',
});
if (error) throw error;
process.exitCode = status ?? 1;
