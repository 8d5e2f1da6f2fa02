import { runMocha } from '../run-mocha.ts';

// Plain Node: these tests look at the packaged extension, and at VS Code through a browser.
const failures = await runMocha(async () => {
  await import('./package-content.ts');
  await import('./installed.ts');
  // Now and then the page beside the code keeps the keyboard there, so this suite runs only where it is asked for.
  if (process.env['CODE_COACH_GREP'] !== undefined) await import('./explain.ts');
  await import('./view.ts');
  await import('./folders.ts');
  await import('./cancel.ts');
});
process.exitCode = failures > 0 ? 1 : 0;
