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

/** What the suite's reporter puts before its lines; the rest is VS Code's own talk. */
const mark = '[test] ';
const talk = [];

/** A suite that says nothing for this long hangs; each test has a shorter limit of its own. */
const silenceLimitMs = 180_000;

let vscode;
let browser;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end(130));
try {
  await end(await runSuite());
} catch (error) {
  if (!process.env.VSCODE_LOG) process.stderr.write(`VS Code said last:\n${talk.slice(-40).join('\n')}\n`);
  process.stderr.write(`${error?.stack ?? error}\n`);
  await end(1);
}

/** Resolves with the suite's exit code. */
async function runSuite() {
  vscode = await serveVscode({ testDriver: true });
  browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const silence = limitSilence();
  await page.exposeFunction('codeAutomationLog', (type, words) => {
    const text = words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ');
    if (!text.startsWith(mark)) {
      overhear(`${type}: ${text}`);
      return;
    }
    silence.heard();
    process.stdout.write(`${text.slice(mark.length)}\n`);
  });
  const finished = new Promise((resolve, reject) => {
    page
      .exposeFunction('codeAutomationExit', resolve)
      .then(() => page.goto(address()))
      .catch(reject);
    page.on('crash', () => reject(new Error('The browser page crashed')));
  });
  return await Promise.race([finished, silence.exceeded, vscode.failed]);
}

function address() {
  const remote = (path) => `vscode-remote://127.0.0.1:${vscode.port}${path}`;
  return workbenchUrl(vscode.port, folder, [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(suite)],
  ]);
}

function limitSilence() {
  let timer;
  let heard;
  const exceeded = new Promise((_, reject) => {
    heard = () => {
      clearTimeout(timer);
      const fail = () => reject(new Error(`The suite was silent for ${silenceLimitMs / 1000} s`));
      timer = setTimeout(fail, silenceLimitMs);
    };
  });
  heard();
  return { heard, exceeded };
}

/** Shown when asked for, and when there is nothing else to explain a failure with. */
function overhear(text) {
  if (process.env.VSCODE_LOG) process.stderr.write(`${text}\n`);
  talk.push(text);
}

async function end(code) {
  await browser?.close();
  await vscode?.stop();
  process.exit(code);
}
