import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { Compiler, type ConfigText } from '../../rules/engine/typescript/compiler.ts';
import { planProjects } from '../../rules/engine/typescript/projects/plan.ts';
import type { ProjectPlan, ProjectPlans } from '../../rules/engine/typescript/projects/types.ts';
import { compilerPath } from '../../server/compilerPath.ts';
import { type Inventory, takeInventory } from '../../server/session/inventory.ts';
import { PackageStore } from '../../server/session/packages.ts';
import { readText } from '../../server/session/texts.ts';
import type * as TypeScript from '../typescript-5/node_modules/typescript/lib/typescript.js';

/** Text by path relative to the workspace; `{ link }` makes a symbolic link to a path relative to its own folder. */
export type Files = Readonly<Record<string, string | { readonly link: string }>>;

/** Writes files into a new folder that is deleted after the tests. */
export function writeWorkspace(files: Files): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'coach-projects-')));
  after(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'string') writeFileSync(path, content);
    else symlinkSync(content.link, path);
  }
  return root;
}

export interface PlannedWorkspace extends ProjectPlans {
  readonly root: string;
  readonly inventory: Inventory;
  /** The plan of a configuration, by path relative to the workspace. */
  plan(config: string): ProjectPlan;
  /** Path of a file relative to the workspace. */
  relative(file: string): string;
  /** `file:line code` of every diagnostic of the planned files in one view, in order; lines count from 1. */
  diagnostics(plan: ProjectPlan, view: ConfigText): string[];
  /** Source files of the program of a view that lie in the workspace, relative to it. */
  programFiles(view: ConfigText): string[];
}

/** Plans the projects of a folder as the session does, with the real compiler. */
export function planWorkspace(files: Files): PlannedWorkspace {
  const root = writeWorkspace(files);
  const compiler = new Compiler(compilerPath(process.cwd()), root, false);
  after(() => compiler.close());
  const inventory = takeInventory([root], { excluded: () => false });
  const packages = new PackageStore([root]);
  const planned = planProjects({
    folders: [root],
    configs: inventory.configs,
    files: inventory.files,
    packageDirOf: (file) => packages.of(file).dir,
    readFile: readText,
    parse: (config) => compiler.parseConfig(config),
  });
  const relative = (file: string): string => file.slice(root.length + 1);
  const programOf = (view: ConfigText) => {
    if (compiler.project(view.path) === undefined) compiler.update({ open: [view] });
    const program = compiler.project(view.path)?.program;
    if (program === undefined) throw new Error(`The compiler did not open ${view.path}.`);
    return program;
  };
  return {
    ...planned,
    root,
    inventory,
    relative,
    plan(config) {
      const found = planned.plans.find(({ id }) => relative(id) === config);
      if (found === undefined) throw new Error(`Nothing is planned for ${config}.`);
      return found;
    },
    diagnostics(plan, view) {
      const program = programOf(view);
      return plan.files
        .flatMap((file) => {
          const text = readText(file) ?? '';
          return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
            ({ pos, code }) => `${relative(file)}:${lineOf(text, pos)} ${code}`,
          );
        })
        .sort();
    },
    programFiles: (view) =>
      programOf(view)
        .getSourceFileNames()
        .filter((file) => file.startsWith(`${root}/`))
        .map(relative)
        .sort(),
  };
}

/** What TypeScript 5 says of the same files when it reads the configuration as it is, in the same form. */
export function diagnosticsOfTypeScript5(root: string, config: string, files: readonly string[]): string[] {
  const ts = createRequire(join(process.cwd(), 'test/typescript-5/package.json'))(
    'typescript',
  ) as typeof TypeScript;
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, config), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  });
  if (parsed === undefined) throw new Error(`TypeScript 5 cannot read ${config}.`);
  // As in an editor: what a referenced project builds is seen through its sources, built or not.
  const host: TypeScript.CompilerHost & { useSourceOfProjectReferenceRedirect(): boolean } = {
    ...ts.createCompilerHost(parsed.options),
    useSourceOfProjectReferenceRedirect: () => true,
  };
  const program = ts.createProgram({
    rootNames: parsed.fileNames,
    options: parsed.options,
    projectReferences: parsed.projectReferences ?? [],
    host,
  });
  return files
    .flatMap((file) => {
      const source = program.getSourceFile(file);
      if (source === undefined) return [`${file.slice(root.length + 1)} is not in the program`];
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ start, code }) => `${file.slice(root.length + 1)}:${lineOf(source.text, start ?? 0)} ${code}`,
      );
    })
    .sort();
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
