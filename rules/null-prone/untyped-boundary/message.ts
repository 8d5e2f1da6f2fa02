import type { FlowFact } from './facts.ts';

/** What is the matter, why, and what to do. */
export function messageOf(fact: FlowFact, writers: number): string {
  return `${what(fact)} ${why(fact, writers)} ${advice(fact)}`;
}

function what({ text, type, members, isList }: FlowFact): string {
  const taken = type === null ? 'an object' : `\`${type}\``;
  const promised =
    members.length === 0
      ? isList
        ? ', a list'
        : ''
      : `, which promises ${listed(members)}${isList ? ' in each entry' : ''}`;
  return `What \`${text}\` gives is taken for ${taken}${promised}, and nothing looks whether that is so.`;
}

function why({ impossible, firstUse, isOwn, hasStandIn, provenance }: FlowFact, writers: number): string {
  if (impossible.length > 0)
    return `JSON cannot carry ${impossible.join(' and ')}: what arrives is something else.`;
  if (writers > 0) {
    return `The program writes such values itself in ${writers === 1 ? 'one place' : `${writers} places`}; an older version of it may have written others.`;
  }
  if (hasStandIn) return 'The `{}` that stands in for a missing text is not one either.';
  if (provenance?.kind === 'kept')
    return `The program keeps \`${provenance.text}\` itself; an older version of it may have written another form.`;
  if (provenance?.kind === 'command') return 'Another version of the command may print another form.';
  if (isOwn) return 'Server and page may be of different versions.';
  return firstUse === null
    ? 'A value of another form goes on from here as if it were right.'
    : `A value of another form is first noticed at \`${firstUse.text}\` or later, where nothing says where it came from.`;
}

function advice({ impossible, schema }: FlowFact): string {
  if (schema !== null) return `\`${schema}\` describes the type and is not asked: let it parse the value.`;
  return impossible.length > 0
    ? 'Declare what arrives, and convert it here.'
    : 'Check it here, and throw an error that says what was expected.';
}

function listed(members: readonly string[]): string {
  const shown = members.slice(0, 3).map((name) => `\`${name}\``);
  const rest = members.length - shown.length;
  if (rest === 1) return [...members.slice(0, 4).map((name) => `\`${name}\``)].join(', ');
  return rest === 0
    ? shown.join(shown.length === 2 ? ' and ' : ', ')
    : `${members.length} members (${shown.join(', ')} …)`;
}
