import type { Refusal } from '../../engine/finding.ts';
import { type LocalEdit, linesOf } from '../../engine/local-edits.ts';
import { findStored } from '../../engine/typescript/arrays/stored.ts';
import { hasMethod } from '../../engine/typescript/arrays/support.ts';
import { namesIn, unusedName } from '../../engine/typescript/codemods/names.ts';
import { layoutOf } from '../../engine/typescript/layout.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { contains, indentationAt, spanOf, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Type } from '../../engine/typescript.ts';
import type { Rounds } from './rounds.ts';

/** The same text by one pass: what is kept stands on a stack, and a closer that meets its opener on top takes it off. */
export function onePass(
  rounds: Rounds,
  type: Type,
  context: JudgeContext,
): { readonly edits: LocalEdit[] } | Refusal {
  const { loop, text, pairs } = rounds;
  const { file } = context;
  const { source } = file;
  const span = spanOf(loop, source);
  const inside = source.text.slice(span.start, span.end);
  if (/\/\*|(?<!\\)\/\/(?!\.)/.test(inside))
    return { refused: 'A comment in the loop speaks of the rounds, and would go with them.' };
  if (!is.isBlock(loop.parent) && !is.isSourceFile(loop.parent)) {
    return { refused: 'The loop stands without braces, which it needs for more than one statement.' };
  }
  const leftOver = rounds.before === undefined ? [] : withoutBefore(rounds, context);
  if ('refused' in leftOver) return leftOver;
  const { newLine, step, end } = layoutOf(loop);
  const quote = inside.includes('"') && !inside.includes("'") ? '"' : "'";
  const quoted = (value: string | undefined): string =>
    `${quote}${value === quote || value === '\\' ? '\\' : ''}${value}${quote}`;
  const taken = namesIn(source);
  const named = (wanted: string): string => unusedName(wanted, (name) => taken.has(name));
  const [openers, kept, character] = [named('openers'), named('kept'), named('character')];
  const top = hasMethod('at', type, file, context.questions)
    ? `${kept}.at(-1)`
    : `${kept}[${kept}.length - 1]`;
  const [only, ...others] = pairs;
  const isOne = others.length === 0 && only !== undefined;
  const meets = isOne
    ? `${character} === ${quoted(only[1])} && ${top} === ${quoted(only[0])}`
    : `${openers}.has(${character}) && ${top} === ${openers}.get(${character})`;
  const entries = pairs.map(([opener, closer]) => `[${quoted(closer)}, ${quoted(opener)}]`).join(', ');
  const lines = [
    ...(isOne ? [] : [`const ${openers} = new Map([${entries}])${end}`]),
    `const ${kept}${file.isJavaScript ? '' : ': string[]'} = []${end}`,
    `for (const ${character} of ${text.text}) {`,
    `${step}if (${meets}) ${kept}.pop()${end}`,
    `${step}else ${kept}.push(${character})${end}`,
    '}',
    `${text.text} = ${kept}.join(${quote}${quote})${end}`,
  ];
  const outer = indentationAt(source.text, span.start);
  return { edits: [...leftOver, { span, newText: lines.join(`${newLine}${outer}`) }] };
}

/** What the text was before a round has nobody left who asks, unless it is used beyond the loop. */
function withoutBefore({ loop, before }: Rounds, { file, questions }: JudgeContext): LocalEdit[] | Refusal {
  let name: ast.Identifier | undefined;
  walk(loop, (node) => {
    if (name === undefined && is.isIdentifier(node) && node.text === before) name = node;
  });
  const stored = name && findStored(name, questions.symbolAt(name), file.path, questions);
  if (stored === undefined) return { refused: `What \`${before}\` is beyond the loop is not known.` };
  const { declaration, accesses } = stored;
  if (accesses.some((access) => !contains(loop, access)))
    return { refused: `\`${before}\` is used beyond the loop, too.` };
  if (contains(loop, declaration)) return [];
  const list = declaration.parent;
  if (
    !is.isVariableDeclarationList(list) ||
    list.declarations.length !== 1 ||
    !is.isVariableStatement(list.parent)
  ) {
    return { refused: `\`${before}\` is declared together with others.` };
  }
  return [{ span: linesOf(file.source.text, spanOf(list.parent)), newText: '' }];
}
