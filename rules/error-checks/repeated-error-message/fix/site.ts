import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt } from '../../../engine/typescript/syntax.ts';
import { SyntaxKind } from '../../../engine/typescript.ts';
import { type Throwing, throwingOf } from '../fact.ts';
import type { ThrowPlace } from '../groups.ts';

/** One place of a group, found again in the snapshot. */
export interface Site extends Throwing {
  readonly view: FileView;
}

/** The places of a group as sites; undefined if one of them is no longer what it was. */
export function sitesOf(places: readonly ThrowPlace[], context: TypeScriptFixContext): Site[] | undefined {
  const sites: Site[] = [];
  for (const { file, fact } of places) {
    const view = context.view(file);
    if (view === undefined) return undefined;
    const kinds = [SyntaxKind.NewExpression, SyntaxKind.CallExpression];
    const node = kinds.map((kind) => nodeAt(view.source, fact.span, kind)).find((each) => each !== undefined);
    const throwing = node && throwingOf(node);
    if (throwing?.message.texts.join('\n') !== fact.texts.join('\n')) return undefined;
    sites.push({ ...throwing, view });
  }
  return sites;
}
