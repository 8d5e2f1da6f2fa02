import { createHash } from 'node:crypto';
import type { Evidence, FindingDraft } from '../../engine/finding.ts';
import { fixesOf } from './fix.ts';
import type { CatchGroup, CatchPlace } from './groups.ts';

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: CatchGroup): FindingDraft[] {
  const { places, key } = group;
  const id = `repeated-catch:${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
  const message = messageOf(group);
  const fixes = fixesOf(group);
  return places.map((place) => {
    const { span, symbol, syntax } = place.fact;
    return {
      file: place.file,
      span: { start: span.start, end: span.end },
      symbol,
      syntax,
      message,
      group: id,
      ...(isQuiet(group) ? { severity: 'info' as const } : {}),
      evidence: evidenceFor(place, places),
      fixes: fixes(place),
    };
  });
}

/** A few steps in a few places are soon written, and where the words differ the places may well go their own ways. */
function isQuiet({ places, differsInText }: CatchGroup): boolean {
  const [place] = places;
  if (differsInText || place === undefined) return true;
  const { weight, lines } = place.fact;
  return weight < 3 && lines < 8 && (lines < 4 || places.length < 10);
}

function messageOf({ places, differsInText, name }: CatchGroup): string {
  const files = new Set(places.map(({ file }) => file)).size;
  const where = `${places.length} places${files > 1 ? ` of ${files} files` : ' of this file'}`;
  const lines = Math.max(...places.map(({ fact }) => fact.lines));
  const size = lines > 1 ? `the same ${lines} lines` : 'the same steps';
  const difference = differsInText ? ', only one text differs' : '';
  return (
    `A caught error is handled by ${size} in ${where}${difference}. ` +
    'Whoever changes how this failure is treated has to find the others. ' +
    `Let one function, say \`${name}\`, do it, and call it from each \`catch\`.`
  );
}

function evidenceFor(place: CatchPlace, places: readonly CatchPlace[]): Evidence[] {
  return places
    .filter((other) => other !== place)
    .slice(0, mostEvidence)
    .map(({ file, fact }) => ({ file, span: fact.span, message: 'Handled the same way' }));
}
