import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { Answers, JudgeContext } from '../../engine/typescript/rule.ts';
import { enclosingSymbol, foldedText, spanOf } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { AskedFact, BoundaryFact, OpenFact } from './facts.ts';
import { promisedBy } from './promises.ts';

/** `fetchJson<User>(url)`: a call that says what it expects. */
export interface Asked {
  readonly kind: 'asked';
  readonly callee: ast.Identifier;
  readonly type: ast.TypeNode;
}

export function readAsked({ expression: callee, typeArguments }: ast.CallExpression): Asked | undefined {
  const [type] = typeArguments ?? [];
  if (type === undefined || typeArguments?.length !== 1) return undefined;
  const name = is.isPropertyAccessExpression(callee) ? callee.name : callee;
  return is.isIdentifier(name) ? { kind: 'asked', callee: name, type } : undefined;
}

export function askedOf(
  { callee, type }: Asked,
  { types: [asked], symbols: [symbol] }: Answers,
  { questions }: JudgeContext,
): AskedFact | undefined {
  const declaration = symbol && questions.declarationOf(symbol);
  const key = declaration && functionKey(declaration);
  if (key === undefined || promisedBy(asked, questions) === undefined) return undefined;
  return { kind: 'asked', function: key, type: foldedText(type), span: spanOf(callee.parent) };
}

/** `return response.json()` where the function gives a `T` that its caller chooses. */
export function openIn(
  taken: Node,
  source: ast.Expression,
  declared: Type,
  questions: TypeQuestions,
): OpenFact | undefined {
  if ((declared.flags & TypeFlags.TypeParameter) === 0) return undefined;
  const symbol = declared.getSymbol();
  const parameter = symbol && questions.declarations(symbol)[0];
  const key = parameter && functionKey(parameter.parent);
  if (key === undefined) return undefined;
  return {
    kind: 'open',
    function: key,
    span: spanOf(taken),
    text: foldedText(source),
    symbol: enclosingSymbol(taken),
    syntax: foldedText(taken),
  };
}

/** Functions whose callers name two types or more, none of which anybody checks. */
export function judgeChoices(files: readonly FileFacts<BoundaryFact>[]): FindingDraft[] {
  const calls = new Map<string, { readonly file: string; readonly fact: AskedFact }[]>();
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.kind !== 'asked') continue;
      const list = calls.get(fact.function);
      if (list === undefined) calls.set(fact.function, [{ file, fact }]);
      else list.push({ file, fact });
    }
  }
  return files.flatMap(({ file, facts }) =>
    facts.flatMap((fact): FindingDraft[] => {
      if (fact.kind !== 'open') return [];
      const callers = calls.get(fact.function) ?? [];
      const types = [...new Set(callers.map((caller) => caller.fact.type))];
      if (types.length < 2) return [];
      const name = fact.function.slice(fact.function.lastIndexOf('.') + 1);
      const { span, symbol, syntax, text } = fact;
      return [
        {
          file,
          span,
          symbol,
          syntax,
          severity: 'hint',
          message: `\`${name}\` gives what \`${text}\` brings as whatever type its caller names: ${callers.length} calls name ${types.length} types, such as \`${types[0]}\` and \`${types[1]}\`, and nothing looks whether that is so. Take a function that checks as a parameter, such as \`check: (value: unknown) => T\`, and let each caller hand in its own.`,
          evidence: callers.slice(0, 5).map((caller) => ({
            file: caller.file,
            span: caller.fact.span,
            message: `\`${caller.fact.type}\` is expected here.`,
          })),
        },
      ];
    }),
  );
}

/** Names a function over the whole program, by the declaration that gives it its name. */
function functionKey(declaration: Node): string | undefined {
  let at = declaration;
  if (is.isArrowFunction(at) || is.isFunctionExpression(at)) at = at.parent;
  const { name } = at as { readonly name?: Node };
  if (name === undefined) return undefined;
  return `${at.getSourceFile().path.toLowerCase()}#${enclosingSymbol(at)}.${name.getText()}`;
}
