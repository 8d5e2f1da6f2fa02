import type { Evidence, FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { fewestSilent } from './extract.ts';
import type { HolderFact, MemberFact, NullCheckFact } from './facts.ts';
import { accessorFix } from './fix/fix.ts';
import { accessorName } from './naming.ts';

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

export function findingsOf(files: readonly FileFacts<NullCheckFact>[], threshold: number): FindingDraft[] {
  const findings: FindingDraft[] = [];
  const byMember = new Map<string, { file: string; fact: MemberFact }[]>();
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.is !== 'member') {
        findings.push(...holderFinding(file, fact, threshold));
        continue;
      }
      const { declared, thrown } = fact;
      const key = `${declared.file}\n${declared.span.start}\n${thrown}`;
      const known = byMember.get(key);
      if (known === undefined) byMember.set(key, [{ file, fact }]);
      else known.push({ file, fact });
    }
  }
  for (const checks of byMember.values()) findings.push(...memberFinding(checks, threshold));
  return findings;
}

/** Functions that throw are the evidence: where something missing is passed over in silence, that may be a state like any other. */
function holderFinding(file: string, fact: HolderFact, threshold: number): FindingDraft[] {
  const { checks, name, owner, asserted, span, symbol, syntax } = fact;
  const throwing = checks.filter(({ outcome }) => outcome === 'throw');
  const functions = new Set(throwing.map(({ within }) => within));
  if (functions.size < threshold) return silentFinding(file, fact, functions.size);
  const all = new Set(checks.map(({ within }) => within)).size;
  const isMethod = fact.is === 'field';
  const unit = isMethod ? 'methods' : 'functions';
  const where = owner === null ? `${all} ${unit}` : `${all} ${unit} of \`${owner}\``;
  const others = all - functions.size;
  const outcome =
    others === 0
      ? 'each throws'
      : `${functions.size} throw, ${others} ${others === 1 ? 'returns' : 'return'} instead`;
  const claimed =
    asserted.length === 0
      ? ''
      : `, and ${asserted.length} ${asserted.length === 1 ? 'place claims' : 'places claim'} with \`!\` that it is there`;
  const accessor = accessorName(name);
  return [
    {
      file,
      span,
      symbol,
      syntax,
      message:
        `\`${name}\` is checked before use in ${where}: ${outcome}${claimed}. ` +
        `Whoever adds another has to remember the check${setBy(fact)}. ` +
        `Let one ${isMethod ? 'private method' : 'function'}, say \`${accessor}\`, check it, throw, and return it as what it is when it is there.`,
      evidence: [
        ...checks.map((check) => ({ file, span: check.span, message: describe(check.outcome, name) })),
        ...asserted.map((each) => ({ file, span: each, message: `Claims that \`${name}\` is there` })),
      ].slice(0, mostEvidence),
      speaksFor: throwing.filter(({ isSole }) => isSole).map((check) => ({ file, span: check.span })),
      fixes: [accessorFix(file, fact, threshold)],
    },
  ];
}

/**
 * Methods that give up without a word because a field is missing say less: that may be a state like any other. It is worth a look where
 * many do, one method gives the field its value, and somebody relies on it: another method throws, or claims with `!` that it is there.
 */
function silentFinding(file: string, fact: HolderFact, throwing: number): FindingDraft[] {
  const { checks, name, owner, asserted, setters, span, symbol, syntax } = fact;
  const counted = checks.filter(({ outcome }) => outcome !== 'answer');
  const all = new Set(counted.map(({ within }) => within)).size;
  const [setter] = setters;
  const isSetOnce = setters.length === 1 && setter !== undefined && setter !== '' && setter !== 'constructor';
  // Where those that need it go through an accessor, the others may well do without.
  if (fact.is !== 'field' || all < fewestSilent || !isSetOnce || fact.hasAccessor) return [];
  const isReliedOn = throwing > 0 || asserted.length > 0;
  const silent = all - throwing;
  const others =
    throwing > 0
      ? `, ${throwing} ${throwing === 1 ? 'throws' : 'throw'}`
      : asserted.length > 0
        ? `, and ${asserted.length} ${asserted.length === 1 ? 'place claims' : 'places claim'} with \`!\` that it is there`
        : '';
  return [
    {
      file,
      span,
      symbol,
      syntax,
      severity: isReliedOn ? 'info' : 'hint',
      message:
        `\`${name}\` is checked before use in ${all} methods${owner === null ? '' : ` of \`${owner}\``}: ${silent} return without a word where it is missing${others}. ` +
        `A call that comes before \`${setter}\` does nothing, and nobody learns of it. ` +
        `Move what needs \`${name}\` to an object that \`${setter}\` makes once it is there, or keep the state in one member that is a union.`,
      evidence: counted
        .slice(0, mostEvidence)
        .map((check) => ({ file, span: check.span, message: describe(check.outcome, name) })),
    },
  ];
}

function setBy({ setters }: HolderFact): string {
  const named = setters.filter((each) => each !== '');
  const [only] = named;
  return named.length === 1 && setters.length === 1 && only !== 'constructor'
    ? `, since only \`${only}\` sets it`
    : '';
}

function describe(outcome: string, name: string): string {
  return outcome === 'throw' ? `Throws where \`${name}\` is missing` : `Leaves where \`${name}\` is missing`;
}

function memberFinding(
  checks: readonly { readonly file: string; readonly fact: MemberFact }[],
  threshold: number,
): FindingDraft[] {
  const functions = new Set(checks.map(({ file, fact }) => `${file}\n${fact.within}`));
  const [first] = checks;
  if (first === undefined || functions.size < threshold) return [];
  const { name, owner, declared, symbol, syntax } = first.fact;
  const files = new Set(checks.map(({ file }) => file)).size;
  return [
    {
      ...declared,
      symbol,
      syntax: `${syntax} ${first.fact.thrown}`,
      severity: 'info',
      message:
        `${functions.size} functions${files > 1 ? ` in ${files} files` : ''} take a \`${owner}\` and throw the same error where its \`${name}\` is missing. ` +
        `They need one that has it, and the type does not say so. ` +
        `Check once where the \`${owner}\` comes from and pass on a type whose \`${name}\` is always there, or let one function, say \`${accessorName(name)}\`, check and return it.`,
      evidence: checks.slice(0, mostEvidence).map(
        ({ file, fact }): Evidence => ({
          file,
          span: fact.span,
          message: `Throws where \`${name}\` is missing`,
        }),
      ),
    },
  ];
}
