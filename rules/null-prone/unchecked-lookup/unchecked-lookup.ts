import { defineProgramRule } from '../../engine/typescript/rule.ts';
import { SyntaxKind } from '../../engine/typescript.ts';
import { validatedBySchema } from './environment.ts';
import { askedTypes, factOf, type Suspected } from './extract.ts';
import type { LookupFact, ValidatedFact } from './facts.ts';
import { holderOf } from './identity.ts';
import lesson from './lesson.md';
import { readLookup } from './lookups.ts';
import { usageOf } from './usage.ts';
import { judgeLookups } from './verdict.ts';

/**
 * A value that can be missing, used as if it were always there. That it is there may follow from the code around, which is
 * looked at; that it may well be missing shows where others check the same look-up, so those are gathered, too.
 */
export const uncheckedLookup = defineProgramRule<Suspected | ValidatedFact, LookupFact>({
  meta: {
    id: 'null-prone/unchecked-lookup',
    title: 'A value that can be missing is used without a check',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [
    SyntaxKind.CallExpression,
    SyntaxKind.PropertyAccessExpression,
    SyntaxKind.ElementAccessExpression,
    SyntaxKind.PropertyAssignment,
  ],

  suspect(node) {
    const schema = validatedBySchema(node);
    if (schema !== undefined) return { data: schema };
    const lookup = readLookup(node);
    const usage = lookup && usageOf(lookup.node);
    if (lookup === undefined || usage === undefined) return undefined;
    const suspected = { lookup, usage };
    return { data: suspected, types: askedTypes(suspected), symbols: [holderOf(lookup)] };
  },

  extract(suspected, answers, context) {
    return 'kind' in suspected ? suspected : factOf(suspected, answers, context);
  },

  reduce(files) {
    return judgeLookups(files);
  },
});
