import { runMocha } from '../run-mocha.ts';

// Plain Node: these tests look at the packaged extension, and at VS Code through a browser.
const failures = await runMocha(async () => {
  await import('./package-content.ts');
  await import('./installed.ts');
  await import('./explain.ts');
  await import('./view.ts');
  await import('./report.ts');
  await import('./status.ts');
  await import('./python.ts');
  await import('./folders.ts');
  await import('./restricted.ts');
  await import('./cancel.ts');
});
process.exitCode = failures > 0 ? 1 : 0;
