import { runMocha } from '../run-mocha.ts';

/** VS Code calls this inside its extension host, and ends with whether it rejects. */
export async function run(): Promise<void> {
  const failures = await runMocha(async () => {
    await import('./api.ts');
    await import('./explain.ts');
    await import('./findings.ts');
    await import('./fixes.ts');
    await import('./manifest.ts');
    await import('./report.ts');
    await import('./scan.ts');
    await import('./server.ts');
    await import('./task.ts');
    await import('./tools.ts');
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}
