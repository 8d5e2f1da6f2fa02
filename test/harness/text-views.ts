import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { PackageInfo } from '../../rules/engine/rule.ts';
import { Compiler } from '../../rules/engine/typescript/compiler.ts';
import type { FileView } from '../../rules/engine/typescript/rule.ts';
import { viewOf } from '../../rules/engine/typescript/view.ts';
import { compilerPath } from '../../server/compilerPath.ts';

/** Opens texts as files of their own, by the real compiler: for what looks at one file without its project. */
export function textViews(): (text: string, extension?: string) => FileView {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'coach-texts-')));
  const compiler = new Compiler(compilerPath(process.cwd()), root, false);
  after(() => {
    compiler.close();
    rmSync(root, { recursive: true, force: true });
  });
  let count = 0;
  return (text, extension = '.ts') => {
    count += 1;
    const file = join(root, `file${count}${extension}`);
    const config = join(root, `tsconfig${count}.json`);
    writeFileSync(file, text);
    compiler.update({
      open: [{ path: config, text: JSON.stringify({ compilerOptions: { allowJs: true }, files: [file] }) }],
    });
    const source = compiler.project(config)?.program.getSourceFile(file);
    assert.ok(source);
    return viewOf(file, source, { type: 'module', dir: root } as PackageInfo, false);
  };
}
