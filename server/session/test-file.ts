/**
 * Whether a file is a test or serves tests only, by what it is called within its workspace folder; what the
 * folder itself is called, or lies in, says nothing.
 */
export function isTestFile(file: string, folders: readonly string[]): boolean {
  const inside = folders.filter((folder) => file.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
  const folder = inside.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
  const relative = file.slice(folder.length).replace(/^\//, '');
  return testFolder.test(relative) || testName.test(relative) || pythonTestName.test(relative);
}

const testFolder = /(^|\/)(__tests__|__mocks__|__fixtures__|tests?|e2e|fixtures)\//;
/** Some runners and projects tell kinds of tests by their name (`cart.vitest.ts`, `cart.clienttest.ts`); Deno writes `cart_test.ts`. */
const testName =
  /(\.((vi|client|server|unit|int|integration|browser)?test|spec|e2e|stories)|_test)\.[cm]?[jt]sx?$/;
/** What pytest and unittest look for. */
const pythonTestName = /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;
