import type { EditPlan, FixDraft, Refusal } from '../../engine/finding.ts';
import { inFile, type LocalEdit, linesOf, removeFromList } from '../../engine/local-edits.ts';
import { codeStyle } from '../../engine/typescript/codemods/imports.ts';
import { namesIn, unusedName } from '../../engine/typescript/codemods/names.ts';
import { layoutOf } from '../../engine/typescript/layout.ts';
import type { FileView, JudgeContext, TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { foldedText, hasCommentBefore, indentationAt, spanOf, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { setElsewhere } from './elsewhere.ts';
import { statementsBetween } from './moment.ts';
import type { Followed } from './relations.ts';
import type { State, Write } from './states.ts';
import { CannotUnite, readText, typeText, type Union, unionOf, valueText, variantAt } from './union.ts';

/** The states become one that is a union, and are read from it under their old names, so that readers stay as they are. */
export function uniteFix(group: readonly Followed[], { file }: JudgeContext): FixDraft {
  const names = group.map(({ state }) => `\`${state.name}\``);
  const meanwhile =
    group[0]?.state.kind === 'hook' ? '; what rendered between two settings no longer does' : '';
  return {
    title: `Keep ${names.slice(0, -1).join(', ')} and ${names.at(-1)} in one state that is a union${meanwhile}`,
    kind: 'review',
    edits(context) {
      for (const { state } of group) {
        const elsewhere = setElsewhere(state, file, context as TypeScriptFixContext);
        if (elsewhere !== undefined) return { refused: elsewhere };
      }
      return planned(group, file);
    },
  };
}

function planned(group: readonly Followed[], file: FileView): EditPlan | Refusal {
  try {
    const sorted = [...group].sort((a, b) => a.state.declaration.pos - b.state.declaration.pos);
    const union = unionOf(sorted, file.isJavaScript, codeStyle(file.source).quote);
    const [first] = sorted;
    if (first === undefined) return { refused: 'There is nothing to unite.' };
    const taken = namesIn(file.source);
    const wanted = `${first.state.name.replace(/^_+/, '')}State`;
    const name = unusedName(wanted, (each) => taken.has(each) || taken.has(setterOf(each)));
    const edits = [
      ...placesOf(sorted, union, first.state.kind === 'hook' ? setterOf(name) : name),
      ...(first.state.kind === 'hook' ? hooks(sorted, union, name, file) : fields(sorted, union, name, file)),
    ];
    return { edits: inFile(file.path, edits, 'State') };
  } catch (thrown) {
    if (thrown instanceof CannotUnite) return { refused: thrown.message };
    throw thrown;
  }
}

function setterOf(name: string): string {
  return `set${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Every place sets the union once, where it set the last of the states. */
function placesOf(group: readonly Followed[], union: Union, target: string): LocalEdit[] {
  return [...(group[0]?.at.keys() ?? [])].flatMap((place) => {
    const writes = group.map(({ state }) => writeAt(place, state));
    const ordered = [...writes].sort((a, b) => a.statement.pos - b.statement.pos);
    const last = ordered.at(-1) as Write;
    const { text, end } = layoutOf(last.statement);
    for (const write of ordered)
      if (write !== last) assertMovable(write, last, group[0]?.state.kind === 'field');
    assertApart(group, writes);
    const presences = group.map(({ at }) => at.get(place) ?? 'either');
    const value = valueText(
      variantAt(presences, union),
      writes.map(({ value }) => value.getText()),
      union,
      ordered.map((write) => writes.indexOf(write)),
    );
    const set =
      group[0]?.state.kind === 'hook' ? `${target}(${value})${end}` : `this.${target} = ${value}${end}`;
    return ordered.map(({ statement }) =>
      statement === last.statement
        ? { span: spanOf(statement), newText: set }
        : { span: linesOf(text, spanOf(statement)), newText: '' },
    );
  });
}

function writeAt(place: Node, { name, writes }: State): Write {
  const write = writes.find(({ statement }) => statement.parent === place);
  if (write === undefined) throw new CannotUnite(`\`${name}\` is not set in every place.`);
  return write;
}

/** A field that is set from one that is set just before would get what that one was. */
function assertApart(group: readonly Followed[], writes: readonly Write[]): void {
  for (const { state } of group) {
    const read = new RegExp(`\\bthis\\.${state.name.replaceAll('$', '\\$')}\\b`);
    const user = writes.find(({ value }) => state.kind === 'field' && read.test(value.getText()));
    if (user !== undefined)
      throw new CannotUnite(`\`${foldedText(user.statement)}\` is worked out from \`${state.name}\`.`);
  }
}

/**
 * What is set later is the same value then: nothing between the two changes it or looks at the state. Every call sees a field, and none
 * sees what a hook keeps before the function is over.
 */
function assertMovable({ statement, value }: Write, last: Write, isField: boolean): void {
  const fold = `\`${foldedText(statement)}\``;
  if (hasCommentBefore(statement) || hasCommentBefore(last.statement))
    throw new CannotUnite(`${fold} or what goes with it has a comment of its own.`);
  const between = statementsBetween(statement, last.statement) ?? [];
  const isPlain = !/[(`]/.test(value.getText());
  const isNear = between.every(
    (each) =>
      is.isExpressionStatement(each) &&
      !/\+\+|--|[^=!<>]=[^=>]/.test(argumentsIn(each)) &&
      !(isField && /[(`]/.test(each.getText())),
  );
  if (!isNear || (between.length > 0 && !isPlain))
    throw new CannotUnite(`${fold} is apart from the setting that goes with it.`);
}

/** What stands in the parentheses of a call; of an assignment nothing but the value counts. */
function argumentsIn({ expression }: ast.ExpressionStatement): string {
  return is.isBinaryExpression(expression) ? expression.right.getText() : expression.getText();
}

function hooks(
  group: readonly Followed[],
  union: Union,
  name: string,
  { isJavaScript }: FileView,
): LocalEdit[] {
  const declarations = group.map(({ state }) => state.declaration as ast.VariableDeclaration);
  const [anchor, ...others] = declarations.map(({ parent }) => parent.parent);
  if (anchor === undefined) return [];
  const { text, newLine, end } = layoutOf(anchor);
  if (others.some((statement) => hasCommentBefore(statement)))
    throw new CannotUnite('A comment explains one of the states.');
  const [declaration] = declarations;
  const call = declaration?.initializer;
  if (call === undefined || !is.isCallExpression(call)) return [];
  const type = isJavaScript ? '' : `<${typeText(union)}>`;
  const lines = [
    `const [${name}, ${setterOf(name)}] = ${call.expression.getText()}${type}(${startText(group, union)})${end}`,
    ...group.map(({ state }, index) => `const ${state.name} = ${readText(index, name, union)}${end}`),
  ];
  const indentation = indentationAt(text, anchor.getStart());
  return [
    { span: spanOf(anchor), newText: lines.join(newLine + indentation) },
    ...others.map((statement) => ({ span: linesOf(text, spanOf(statement)), newText: '' })),
    ...dependencies(anchor.parent, declarations, setterOf(name)),
  ];
}

/** The setters in lists of dependencies: the first becomes the new one, the others go. */
function dependencies(
  body: Node,
  declarations: readonly ast.VariableDeclaration[],
  setter: string,
): LocalEdit[] {
  const old = new Set(
    declarations.map(({ name }) => (name as ast.ArrayBindingPattern).elements[1]?.getText()),
  );
  const edits: LocalEdit[] = [];
  walk(body, (node) => {
    if (!is.isArrayLiteralExpression(node) || !is.isCallExpression(node.parent)) return;
    const found = node.elements.filter((element) => old.has(element.getText()));
    const [first] = found;
    if (first === undefined) return;
    edits.push({ span: spanOf(first), newText: setter });
    if (found.length === 1) return;
    const spans = removeFromList(
      node.elements.map((element) => spanOf(element)),
      (index) => node.elements[index] !== first && found.includes(node.elements[index] as ast.Expression),
    );
    edits.push(...spans.map((span) => ({ span, newText: '' })));
  });
  return edits;
}

function fields(
  group: readonly Followed[],
  union: Union,
  name: string,
  { isJavaScript }: FileView,
): LocalEdit[] {
  return group.map(({ state }, index): LocalEdit => {
    const declaration = state.declaration as ast.PropertyDeclaration;
    if (is.isPrivateIdentifier(declaration.name))
      throw new CannotUnite(`\`${state.name}\` is hidden by its name.`);
    const { text, newLine, step, end } = layoutOf(declaration);
    const start = declaration.getStart();
    const modifiers = text.slice(start, declaration.name.getStart());
    if (/readonly|declare|@|accessor/.test(modifiers))
      throw new CannotUnite(`\`${state.name}\` is declared with \`${modifiers.trim()}\`.`);
    const indentation = indentationAt(text, start);
    const whole = isJavaScript ? '' : `private `;
    const type = isJavaScript ? '' : `: ${typeText(union)}`;
    const field = index > 0 ? [] : [`${whole}${name}${type} = ${startText(group, union)}${end}`, ''];
    const part = union.states[index];
    const given =
      part?.type === null
        ? 'boolean'
        : `${part?.type} | ${part?.absence === 'undefined' ? 'undefined' : declaredAbsence(part?.absence)}`;
    const lines = [
      ...field,
      `${modifiers}get ${declaration.name.getText()}()${isJavaScript ? '' : `: ${given}`} {`,
      `${step}return ${readText(index, `this.${name}`, union)}${end}`,
      '}',
    ];
    const newText = lines
      .map((line, at) => (at === 0 || line === '' ? line : indentation + line))
      .join(newLine);
    return { span: spanOf(declaration), newText };
  });
}

/** The type of what stands for nothing. */
function declaredAbsence(absence: string | undefined): string {
  if (absence === 'null') return 'null';
  return /^['"]/.test(absence ?? '') ? 'string' : 'number';
}

function startText(group: readonly Followed[], union: Union): string {
  const presences = group.map(({ start }) => start);
  const values = group.map(({ state }) => state.initial?.getText() ?? 'undefined');
  return valueText(variantAt(presences, union), values, union);
}
