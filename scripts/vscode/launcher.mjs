#!/usr/bin/env node
// Stands in for the executable of a desktop VS Code where `runTests` of @vscode/test-electron wants one: takes the
// same arguments, runs the same suite in the served VS Code, and ends with the suite's exit code.
import { openBrowser } from './browser.mjs';
import { serveVscode, workbenchUrl } from './serve.mjs';

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const extension = option('extensionDevelopmentPath');
const suite = option('extensionTestsPath');
const folder = args.find((arg) => !arg.startsWith('-'));
if (!extension || !suite || !folder) {
  process.stderr.write('Wanted: FOLDER --extensionDevelopmentPath=PATH --extensionTestsPath=PATH\n');
  process.exit(2);
}

/** A suite that says nothing for this long hangs; each test has a shorter limit of its own. */
const silenceLimitMs = 180_000;

let vscode;
let browser;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end(130));
try {
  await end(await runSuite());
} catch (error) {
  process.stderr.write(`${error?.stack ?? error}\n`);
  await end(1);
}

async function runSuite() {
  vscode = await serveVscode();
  browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  return await new Promise((resolve, reject) => {
    let timer;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(
        () => reject(new Error(`The suite was silent for ${silenceLimitMs / 1000} s`)),
        silenceLimitMs,
      );
      timer.unref();
    };
    heard();
    page.on('crash', () => reject(new Error('The browser page crashed')));
    const run = async () => {
      await page.exposeFunction('codeAutomationLog', (type, words) => {
        heard();
        const out = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
        out.write(
          `${words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ')}\n`,
        );
      });
      await page.exposeFunction('codeAutomationExit', (code) => resolve(code));
      const remote = (path) => `vscode-remote://127.0.0.1:${vscode.port}${path}`;
      await page.goto(
        workbenchUrl(vscode.port, folder, [
          ['extensionDevelopmentPath', remote(extension)],
          ['extensionTestsPath', remote(suite)],
        ]),
      );
    };
    run().catch(reject);
  });
}

async function end(code) {
  await browser?.close();
  await vscode?.stop();
  process.exit(code);
}
