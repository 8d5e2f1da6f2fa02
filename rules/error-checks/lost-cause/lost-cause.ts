import { minVersion, satisfies, validRange } from 'semver';
import type { Evidence, FindingDraft } from '../../engine/finding.ts';
import type { PackageInfo } from '../../engine/rule.ts';
import { defineRule, type FileView, type JudgeContext } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { SyntaxKind, type Type } from '../../engine/typescript.ts';
import { causeSlot } from './cause-slot.ts';
import { type Discarding, discardingsOf } from './discarded.ts';
import { fixFor } from './fix.ts';
import { handlerOf } from './handler.ts';
import lesson from './lesson.md';
import { mentions } from './mentions.ts';

/** An error thrown in the place of a caught one, without a word of the one that was caught. */
export const lostCause = defineRule<readonly Discarding[]>({
  meta: {
    id: 'error-checks/lost-cause',
    title: 'A caught error replaced by a new one that does not know it',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.CatchClause, SyntaxKind.CallExpression],
  suspect(node, file) {
    const handler = handlerOf(node);
    const discardings = handler && discardingsOf(handler);
    if (discardings === undefined || discardings.length === 0 || !hasCauses(file.package)) return undefined;
    return { data: discardings, types: discardings.flatMap(({ made }) => [made, made.expression]) };
  },
  judge(discardings, { types }, context) {
    return discardings.flatMap(
      (each, index) => findingFor(each, types[index * 2], types[index * 2 + 1], context) ?? [],
    );
  },
});

/** Errors have causes since Node 16.9; a package that says nothing is taken to run on what is in use. */
function hasCauses({ nodeRange }: PackageInfo): boolean {
  const lowest = nodeRange === null || validRange(nodeRange) === null ? null : minVersion(nodeRange);
  return lowest === null || satisfies(lowest, '>=16.9.0');
}

function findingFor(
  discarding: Discarding,
  made: Type | undefined,
  callee: Type | undefined,
  { file, questions }: JudgeContext,
): FindingDraft | undefined {
  if (isUnresolved(made) || isUnresolved(callee)) return undefined;
  if (questions.property(made, 'stack') === undefined) return undefined;
  const slot = causeSlot(discarding, callee, questions);
  if (slot === undefined && !(isOwn(made) && isWhatIsLeft(discarding))) return undefined;
  const { statement } = discarding;
  return {
    file: file.path,
    span: spanOf(statement, file.source),
    ...identify(statement),
    message: messageFor(discarding, slot !== undefined),
    evidence: evidenceOf(discarding, file),
    ...(slot === undefined
      ? { severity: 'hint' as const }
      : { fixes: [fixFor(discarding, slot, file, questions)] }),
  };
}

function messageFor({ handler: { variable }, made }: Discarding, takesCause: boolean): string {
  const caught = variable === undefined ? 'the caught error' : `\`${variable.text}\``;
  const name = made.expression.getText();
  const remedy = takesCause
    ? 'Hand it over as the `cause`.'
    : `\`${name}\` takes no cause yet: let ${/^[A-Z]/.test(name) ? 'its constructor accept one and pass it to `super`' : 'it accept one and hand it to the error that it makes'}.`;
  return (
    `This \`${name}\` takes the place of ${caught} and does not know it, ` +
    `so nobody will see what failed, or where. ${remedy}`
  );
}

function evidenceOf({ handler: { node, body } }: Discarding, { path, source }: FileView): Evidence[] {
  const start = node.getStart(source);
  const end = source.text.slice(0, body.getStart(source)).trimEnd().length;
  return [{ file: path, span: { start, end }, message: 'caught here' }];
}

/** A class of the workspace, which can be made to take a cause. */
function isOwn(made: Type): boolean {
  const path = made.getSymbol()?.declarations[0]?.path ?? '';
  return path !== '' && !/\/node_modules\/|\/lib\.[^/]*\.d\.ts$/.test(path);
}

/** The handler recognises some errors, and this is for all that it does not know. */
function isWhatIsLeft({ handler: { body, variable } }: Discarding): boolean {
  return variable !== undefined && mentions(body, variable.text);
}
