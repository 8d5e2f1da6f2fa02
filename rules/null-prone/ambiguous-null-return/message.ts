import type { FunctionFact, ReasonFact } from './facts.ts';
import type { Caller } from './verdict.ts';

/** What is the matter, why it matters and what to do, with the reasons and callers counted. */
export function message(
  { name, nothing }: FunctionFact,
  reasons: readonly ReasonFact[],
  callers: readonly Caller[],
): string {
  const what = nothing.map((each) => `\`${each}\``).join(' or ');
  const listed = reasons.map(({ words }) => `when ${words}`);
  const last = listed.pop();
  const said = callers.find(({ fact: { says } }) => says !== null)?.fact;
  const places =
    callers.length === 1 ? 'The caller that checks it' : `The ${callers.length} callers that check it`;
  const consequence =
    said === undefined
      ? `${places} cannot tell which`
      : `${places} cannot tell which, and one says "${said.says}" for all of them`;
  return (
    `\`${name}\` gives ${what} for ${reasons.length} reasons: ${listed.join(', ')} and ${last}. ` +
    `${consequence}. Give back \`{ ok: true, value }\` or \`{ ok: false, reason }\`.`
  );
}
