import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after } from 'node:test';
import { compilerPath } from '../../server/compilerPath.ts';
import { LocalSession } from '../../server/session/local-session.ts';
import type { CheckedFix, Finding, ScanReport, SessionEvent } from '../../server/session/session.ts';
import { noSettings } from '../../server/session/settings.ts';
import { applyToFiles } from './apply.ts';

/** Files by path relative to the workspace. */
export type Files = Readonly<Record<string, string>>;

export interface Bench {
  readonly root: string;
  readonly report: ScanReport;
  /** Findings with `file` relative to the workspace; of one rule where an id is given. */
  findings(rule?: string): Finding[];
  fix(finding: Finding, index?: number): CheckedFix;
  /** The files as they are after a fix, which must have been verified. */
  fixed(finding: Finding, index?: number): Record<string, string>;
  /** What was logged as an error: a rule that threw, for instance. */
  readonly errors: readonly string[];
  readonly session: LocalSession;
}

/** What every example gets unless it brings its own. */
const defaults: Files = {
  'package.json': '{ "name": "example", "type": "module", "engines": { "node": ">=22.12" } }\n',
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "preserve", "lib": ["es2024", "dom"], "jsx": "preserve", "allowJs": true, "noEmit": true, "allowImportingTsExtensions": true } }\n',
};

/** Analyses a workspace of the given files with the real engine and the real compiler, over a folder on disk. */
export async function bench(files: Files): Promise<Bench> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'coach-bench-')));
  const all = { ...defaults, ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const errors: string[] = [];
  const session = new LocalSession(
    {
      folders: [root],
      configFile: null,
      settings: noSettings,
      compiler: compilerPath(process.cwd()),
      checksFixes: true,
    },
    (event: SessionEvent) => {
      if (event.kind === 'log' && event.level === 'error') errors.push(event.message);
    },
  );
  after(() => {
    session.close();
    rmSync(root, { recursive: true, force: true });
  });
  const report = await session.scan(
    null,
    () => false,
    () => undefined,
  );
  const local = (finding: Finding): Finding => ({ ...finding, file: relative(root, finding.file) });
  const fix = (finding: Finding, index = 0): CheckedFix =>
    session.fix({ file: join(root, finding.file), fingerprint: finding.fingerprint, fix: index });
  return {
    root,
    report,
    errors,
    session,
    findings: (rule) => report.findings.filter((each) => rule === undefined || each.rule === rule).map(local),
    fix,
    fixed(finding, index) {
      const checked = fix(finding, index);
      assert.ok(checked.verified, `The fix was refused: ${checked.reason}`);
      const edits = checked.edits.map((edit) => ({ ...edit, file: relative(root, edit.file) }));
      return applyToFiles(all, edits);
    },
  };
}
