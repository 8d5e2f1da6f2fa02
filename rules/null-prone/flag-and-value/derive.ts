import type { FixDraft, Refusal } from '../../engine/finding.ts';
import { inFile, type LocalEdit, linesOf, removeFromList } from '../../engine/local-edits.ts';
import { layoutOf } from '../../engine/typescript/layout.ts';
import type { JudgeContext, TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { foldedText, hasCommentBefore, spanOf, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { setElsewhere } from './elsewhere.ts';
import { isOneMoment, statementsBetween } from './moment.ts';
import { type Bond, isNothing } from './relations.ts';
import type { State } from './states.ts';

/** The flag is worked out from the value, and what set it goes. */
export function deriveFix(bond: Bond, { file }: JudgeContext): FixDraft {
  const { first, second, relation } = bond;
  const value = first.state.name;
  const flag = second.state.name;
  const meanwhile =
    first.state.kind === 'hook' ? '; what rendered between the two settings no longer does' : '';
  return {
    title: `Work \`${flag}\` out from \`${value}\` and drop what sets it${meanwhile}`,
    kind: 'review',
    edits(context) {
      for (const { state } of [second, first]) {
        const elsewhere = setElsewhere(state, file, context as TypeScriptFixContext);
        if (elsewhere !== undefined) return { refused: elsewhere };
      }
      const plan = planFor(first.state, second.state, relation === 'same');
      return 'refused' in plan ? plan : { edits: inFile(file.path, plan.edits, 'State') };
    },
  };
}

function planFor(value: State, flag: State, isSame: boolean): { edits: LocalEdit[] } | Refusal {
  const { text } = flag.declaration.getSourceFile();
  const absences = new Set([value.initial, ...value.writes.map((each) => each.value)].map(absenceOf));
  absences.delete('');
  const [only] = absences;
  const [operator, absence] =
    absences.size === 1 && only !== undefined
      ? [isSame ? '!==' : '===', only]
      : [isSame ? '!=' : '==', 'null'];
  const edits: LocalEdit[] = [];
  for (const write of flag.writes) {
    const other = value.writes.find(({ statement }) => statement.parent === write.statement.parent);
    const refused =
      other === undefined ? 'stands alone' : whyNotOne(write.statement, other.statement, flag.kind);
    if (refused !== undefined) return { refused: `\`${foldedText(write.statement)}\` ${refused}.` };
    edits.push({ span: linesOf(text, spanOf(write.statement)), newText: '' });
  }
  const rest =
    flag.kind === 'hook'
      ? hookEdits(value, flag, `${value.name} ${operator} ${absence}`)
      : fieldEdits(flag, `this.${value.name} ${operator} ${absence}`);
  return 'refused' in rest ? rest : { edits: [...edits, ...rest.edits] };
}

/** The hook's declaration becomes a constant behind that of the value; its setter leaves the lists of dependencies. */
function hookEdits(value: State, flag: State, condition: string): { edits: LocalEdit[] } | Refusal {
  const statement = flag.declaration.parent.parent;
  const anchor = value.declaration.parent.parent;
  const { text, newLine, end } = layoutOf(statement);
  const declared = `const ${flag.name} = ${condition}${end}`;
  const edits: LocalEdit[] = [];
  if (anchor.pos < statement.pos) edits.push({ span: spanOf(statement), newText: declared });
  else {
    const { statements } = statement.parent as ast.Block;
    const isNext =
      statements.indexOf(anchor as ast.Statement) === statements.indexOf(statement as ast.Statement) + 1;
    // Where the value comes next, a comment stays above the two of them.
    if (hasCommentBefore(statement) && !isNext) return { refused: `A comment explains \`${flag.name}\`.` };
    const isReadBefore = namesBetween(statement.end, anchor.end, flag.name, statement.parent);
    if (isReadBefore) return { refused: `\`${flag.name}\` is read before \`${value.name}\` is declared.` };
    const indentation = /[ \t]*$/.exec(text.slice(0, anchor.getStart()))?.[0] ?? '';
    edits.push(
      { span: linesOf(text, spanOf(statement)), newText: '' },
      { span: { start: anchor.end, end: anchor.end }, newText: newLine + indentation + declared },
    );
  }
  const setter = (flag.declaration.name as ast.ArrayBindingPattern).elements[1]?.getText();
  walk(statement.parent, (node) => {
    if (!is.isArrayLiteralExpression(node) || !is.isCallExpression(node.parent)) return;
    const isSetter = (index: number): boolean => node.elements[index]?.getText() === setter;
    if (!node.elements.some((_, index) => isSetter(index))) return;
    if (node.elements.every((_, index) => isSetter(index))) {
      edits.push({ span: spanOf(node), newText: '[]' });
    } else {
      const spans = removeFromList(
        node.elements.map((each) => spanOf(each)),
        isSetter,
      );
      edits.push(...spans.map((span) => ({ span, newText: '' })));
    }
  });
  return { edits };
}

/** The field becomes a getter; readers do not notice. */
function fieldEdits(flag: State, condition: string): { edits: LocalEdit[] } | Refusal {
  const { declaration } = flag;
  if (!is.isPropertyDeclaration(declaration)) return { refused: `\`${flag.name}\` is no field.` };
  const { text, newLine, step, end } = layoutOf(declaration);
  const start = declaration.getStart();
  const modifiers = text.slice(start, declaration.name.getStart());
  if (/readonly|declare|@/.test(modifiers))
    return { refused: `\`${flag.name}\` is declared with \`${modifiers.trim()}\`.` };
  const indentation = /[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const type = /\.[cm]?jsx?$/.test(declaration.getSourceFile().fileName) ? '' : ': boolean';
  const getter = [
    `${modifiers}get ${declaration.name.getText()}()${type} {`,
    `${indentation}${step}return ${condition}${end}`,
    `${indentation}}`,
  ].join(newLine);
  return { edits: [{ span: spanOf(declaration), newText: getter }] };
}

/** Why two settings are not one moment: something between them may look at the states, or wait. */
function whyNotOne(one: Node, other: Node, kind: State['kind']): string | undefined {
  if (hasCommentBefore(one)) return 'has a comment of its own';
  const between = statementsBetween(one, other);
  if (between === undefined) return 'stands alone';
  // Every call sees a field, and none sees what a hook keeps before the function is over or waits.
  const isOne = kind === 'hook' ? isOneMoment(one, other, kind) : between.every(isAssignment);
  return isOne ? undefined : 'is apart from the setting that goes with it';
}

function isAssignment(node: Node): boolean {
  return (
    is.isExpressionStatement(node) &&
    is.isBinaryExpression(node.expression) &&
    !node.expression.right.getText().includes('(')
  );
}

function absenceOf(value: ast.Expression | undefined): string {
  if (value === undefined) return 'undefined';
  return isNothing(value) ? value.getText() : '';
}

function namesBetween(start: number, end: number, name: string, within: Node): boolean {
  let found = false;
  walk(within, (node) => {
    if (is.isIdentifier(node) && node.text === name && node.pos >= start && node.end <= end) found = true;
  });
  return found;
}
