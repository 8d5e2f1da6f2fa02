import type { FileView } from '../../engine/typescript/rule.ts';

/** Code that only the people who wrote it run: what it reads is theirs, and an error there is soon seen. */
export function shipsToNobody({ path, package: { dir } }: FileView): boolean {
  // A package may be made for that as a whole: `packages/test-utils`.
  const inside = path.startsWith(`${dir}/`) ? path.slice(dir.lastIndexOf('/')) : path;
  return folder.test(inside) || file.test(inside);
}

const folder =
  /\/(scripts?|tools?|tooling|bench(marks?)?|examples?|demos?|samples?|mocks?|test-?utils?|testing|stories|playground|evals?|seeds?|dev|manual-testing[\w-]*|debug[\w-]*|\.[\w-]+)\//;
const file = /\/(fake|mock)[^/]*$|(\.config|\.setup|\.bench|-test|_test|\.mock)\.[cm]?tsx?$/;
