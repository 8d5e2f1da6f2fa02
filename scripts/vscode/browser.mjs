// Opens the served VS Code in Chromium.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
quiet.push('--disable-background-networking', '--disable-component-update');

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A headless Chromium; throws with what to do where there is none. */
export function openBrowser() {
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath)
    throw new Error(
      'No Chromium or Chrome found. Install one (on Debian: apt-get install chromium) or name it in CHROMIUM_PATH.',
    );
  return chromium.launch({ executablePath, args: quiet, headless: true });
}
