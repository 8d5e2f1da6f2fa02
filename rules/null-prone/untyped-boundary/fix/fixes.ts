import type { EditPlan, FixDraft, Refusal, TextEdit } from '../../../engine/finding.ts';
import { addImports, type WantedImport } from '../../../engine/typescript/codemods/imports.ts';
import { importBetween } from '../../../engine/typescript/codemods/new-module.ts';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt, spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import type { FlowFact } from '../facts.ts';
import { knowsValue, parseCall, type Schema, schemaOf } from '../schema.ts';
import { type Sink, sinksOf, takenAt } from '../sinks.ts';
import { readSource } from '../sources.ts';
import { CannotCheck } from './cannot-check.ts';
import { checkBy } from './check.ts';
import { importOfType, valueText } from './texts.ts';

export function fixesOf(file: string, fact: FlowFact): FixDraft[] {
  const title =
    fact.schema === null
      ? 'Check it with a type predicate, and throw an error where it is something else'
      : `Check it with \`${fact.schema}\`, which throws where it is something else`;
  return [
    { title, kind: 'review', edits: (context) => planned(context as TypeScriptFixContext, file, fact) },
  ];
}

function planned(context: TypeScriptFixContext, file: string, fact: FlowFact): EditPlan | Refusal {
  const view = context.view(file);
  const questions = context.questions(file);
  const node = view && nodeAt(view.source, fact.span);
  const source = node && readSource(node);
  const sink = source && sinksOf(source.node).find((each) => isAt(takenAt(each), fact));
  if (view === undefined || questions === undefined || sink === undefined || source === undefined)
    return { refused: 'The code has changed.' };
  const type = questions.typeAt(sink.value);
  const isPromise = type !== undefined && questions.awaited(type) !== type;
  const schema = schemaOf(sink, questions);
  try {
    if (schema !== undefined) {
      const parsed = bySchema(schema, sink, isPromise, view, context);
      if (parsed !== undefined) return { edits: parsed };
    }
    const check = checkBy(sink, source.kind, view, questions, context);
    const text = isPromise
      ? `${valueText(sink.value)}.then(${check.name})`
      : `${check.name}(${valueText(sink.value)})`;
    return { edits: [replaced(sink, text, view), ...check.edits] };
  } catch (thrown) {
    if (thrown instanceof CannotCheck) return { refused: thrown.message };
    throw thrown;
  }
}

function isAt(node: Node, { sink }: FlowFact): boolean {
  const { start, end } = spanOf(node);
  return start === sink.start && end === sink.end;
}

/** The call stands in place of the value, of the cast, and of the parentheses around the cast. */
function replaced({ value, cast }: Sink, text: string, view: FileView): TextEdit {
  let at: ast.Expression = cast ?? value;
  while (is.isParenthesizedExpression(at.parent)) at = at.parent;
  return { file: view.path, span: spanOf(at), newText: text, label: 'Check' };
}

function bySchema(
  schema: Schema,
  sink: Sink,
  isPromise: boolean,
  view: FileView,
  context: TypeScriptFixContext,
): TextEdit[] | undefined {
  const questions = context.questions(view.path);
  const wanted: WantedImport[] = [];
  if (questions === undefined) return undefined;
  if (schema.file !== view.path && !knowsValue(schema.name, view.source, questions)) {
    const imported = importOfType(schema.typeName, view);
    wanted.push(
      imported === undefined
        ? importBetween(view, schema.file, schema.name, context)
        : { specifier: imported, imported: schema.name, local: schema.name },
    );
  }
  const given = isPromise ? 'value' : valueText(sink.value);
  const { text, helper } = parseCall(schema, given);
  if (helper !== null && !knowsValue(helper, view.source, questions))
    wanted.push({ specifier: schema.library, imported: helper, local: helper });
  const call = isPromise ? `${valueText(sink.value)}.then((value) => ${text})` : text;
  return [replaced(sink, call, view), ...addImports(view, wanted)];
}
