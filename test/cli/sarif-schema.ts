import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ajvDraft4 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';

/** Asserts against the published schema of SARIF 2.1.0. @returns what is wrong; empty where nothing is. */
export function sarifErrors(log: unknown): string[] {
  validate ??= compile();
  return validate(log)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

let validate: ReturnType<typeof compile> | undefined;

function compile() {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // The schema has a pattern that is none under the flag u.
  const ajv = new ajvDraft4.default({ strict: false, allErrors: true, unicodeRegExp: false });
  ajvFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
}
