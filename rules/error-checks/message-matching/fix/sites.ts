import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt } from '../../../engine/typescript/syntax.ts';
import { type ast, is } from '../../../engine/typescript.ts';
import { type Check, checkOf } from '../check.ts';
import type { MessageGroup } from '../groups.ts';
import { type Made, madeBy } from '../made.ts';
import { messageBehind } from '../message-read.ts';

/** A check found again in the snapshot, with the error whose text it reads. */
export interface CheckSite {
  readonly view: FileView;
  readonly node: ast.Expression;
  readonly check: Check;
  readonly error: ast.Expression;
}

/** A place that makes an error, found again in the snapshot. */
export interface MadeSite {
  readonly view: FileView;
  readonly node: ast.Expression;
  readonly made: Made;
}

/** The checks of a group; undefined if one of them is no longer what it was. */
export function checkSitesOf(group: MessageGroup, context: TypeScriptFixContext): CheckSite[] | undefined {
  const sites = group.matches.map(({ check: { file, fact } }): CheckSite | undefined => {
    const view = context.view(file);
    const node = view && nodeAt(view.source, fact.span);
    const check = node && widest(node, checkOf);
    if (view === undefined || check === undefined || is.isSwitchStatement(check.node)) return undefined;
    const error = errorOf(check, file, context);
    return error && { view, node: check.node, check, error };
  });
  return sites.every((site) => site !== undefined) ? sites : undefined;
}

/** The places that make the errors of a group; undefined if one of them is no longer what it was. */
export function madeSitesOf(group: MessageGroup, context: TypeScriptFixContext): MadeSite[] | undefined {
  const sites = group.made.map(({ file, fact }): MadeSite | undefined => {
    const view = context.view(file);
    const node = view && nodeAt(view.source, fact.span);
    const made = node && widest(node, madeBy);
    return view && made && { view, node: made.node, made };
  });
  return sites.every((site) => site !== undefined) ? sites : undefined;
}

/** What a node or one around it with the same text is. */
function widest<T>(node: ast.Node, what: (node: ast.Node) => T | undefined): T | undefined {
  for (let at = node; at !== undefined && at.end === node.end; at = at.parent) {
    const found = what(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function errorOf({ read }: Check, file: string, context: TypeScriptFixContext): ast.Expression | undefined {
  if (read.form !== 'name') return read.error;
  const questions = context.questions(file);
  const symbol = questions?.symbolAt(read.error);
  const [declaration] = symbol === undefined ? [] : (questions?.declarations(symbol) ?? []);
  return declaration && messageBehind(declaration)?.error;
}
