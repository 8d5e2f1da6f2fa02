import type { FileView } from '../rule.ts';

/** Each example is to be read on its own, so it repeats what others have; and so may what only tests use. */
export function isExample({ path, package: { dir } }: FileView): boolean {
  return (
    /\/examples?$/.test(dir) ||
    /\/([\w-]*sandbox|examples?|demos?|samples?|playgrounds?|fixtures|__mocks__|testing|test-?(utils?|helpers?|support))\//i.test(
      path.slice(dir.length),
    )
  );
}
