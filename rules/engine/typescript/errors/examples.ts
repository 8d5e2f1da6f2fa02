import type { FileView } from '../rule.ts';

/** Each example is to be read on its own, so it repeats what others have. */
export function isExample({ path, package: { dir } }: FileView): boolean {
  return /\/(examples?|demos?|samples?|playgrounds?|fixtures)\//.test(path.slice(dir.length));
}
