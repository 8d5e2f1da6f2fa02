import type { FindingDraft, Place } from '../../rules/engine/finding.ts';
import type { IsSpokenFor, RuleMeta } from '../../rules/engine/rule.ts';

/** Rules in the order in which they are reduced: those that yield come after those that they yield to. */
export function thoseThatYieldLast<R extends { readonly meta: RuleMeta }>(rules: readonly R[]): R[] {
  const yields = ({ meta: { yieldsTo = [] } }: R): boolean => yieldsTo.length > 0;
  return [...rules.filter((rule) => !yields(rule)), ...rules.filter(yields)];
}

/** Tells the places that one of the findings speaks for. */
export function spokenForBy(findings: readonly FindingDraft[]): IsSpokenFor {
  const places = new Set(findings.flatMap(({ speaksFor = [] }) => speaksFor.map(keyOf)));
  return (place) => places.has(keyOf(place));
}

function keyOf({ file, span }: Place): string {
  return `${span.start} ${span.end} ${file}`;
}
