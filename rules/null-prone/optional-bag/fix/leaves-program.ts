import { shortened } from '../../../engine/shortened.ts';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { foldedText, walk } from '../../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../../engine/typescript/types.ts';
import { type ast, is, type Type, TypeFlags } from '../../../engine/typescript.ts';
import { typeKey } from '../type-key.ts';

/** What hands a value to somebody who does not see its type: JSON, storage, a message, another process. */
const handsOn =
  /^(stringify|json|serialize\w*|encode|postMessage|send\w*|emit\w*|publish\w*|post|put|patch|setItem|save\w*|insert\w*|persist\w*|writeJson\w*)$/i;

const mentions =
  /\b(?:stringify|json|serialize|encode|postMessage|send|emit|publish|post|put|patch|setItem|save|insert|persist|writeJson)\w*\(/i;

/** The call that lets objects of a type out of the program, with its place in words; undefined where none is seen. */
export function leavesProgram(type: string, context: TypeScriptFixContext): string | undefined {
  for (const file of context.files()) {
    if (!mentions.test(context.text(file) ?? '')) continue;
    const view = context.view(file);
    const questions = context.questions(file);
    if (view === undefined || questions === undefined || view.isTest) continue;
    const call = callIn(type, view, questions);
    if (call === undefined) continue;
    const line = view.source.text.slice(0, call.getStart()).split('\n').length;
    return `\`${shortened(foldedText(call), 60)}\` in line ${line} of ${file.slice(file.lastIndexOf('/') + 1)}`;
  }
  return undefined;
}

function callIn(
  type: string,
  { source }: FileView,
  questions: TypeQuestions,
): ast.CallExpression | undefined {
  let found: ast.CallExpression | undefined;
  const seen = new Set<number>();
  walk(source, (node) => {
    if (found !== undefined) return 'skip';
    if (!is.isCallExpression(node) || !handsOn.test(calleeName(node))) return undefined;
    const holds = node.arguments.some((argument) =>
      holdsType(questions.typeAt(argument), type, questions, seen, 0),
    );
    if (holds) found = node;
    return undefined;
  });
  return found;
}

/** How deep members of members are looked into. */
const deepest = 4;

/** @param seen types that are known not to hold one, as far as they have been looked into. */
function holdsType(
  of: Type | undefined,
  type: string,
  questions: TypeQuestions,
  seen: Set<number>,
  depth: number,
): boolean {
  if (isUnresolved(of) || depth > deepest || seen.has(of.id)) return false;
  seen.add(of.id);
  if (typeKey(of, questions) === type) return true;
  return questions.constituents(of).some((part) => {
    if ((part.flags & TypeFlags.Object) === 0) return false;
    if (questions.isArray(part))
      return holdsType(questions.elementType(part), type, questions, seen, depth + 1);
    const [declared] = part.getSymbol()?.declarations ?? [];
    if (declared === undefined || /\/node_modules\/|\/lib\.[\w.]+\.d\.ts$/.test(declared.path)) return false;
    return questions
      .properties(part)
      .some(({ name }) => holdsType(questions.typeOfProperty(part, name), type, questions, seen, depth + 1));
  });
}

function calleeName({ expression }: ast.CallExpression): string {
  if (is.isPropertyAccessExpression(expression)) return expression.name.text;
  return is.isIdentifier(expression) ? expression.text : '';
}
