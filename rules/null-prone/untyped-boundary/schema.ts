import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SymbolFlags } from '../../engine/typescript.ts';
import type { Sink } from './sinks.ts';
import { typeNodeOf, withoutPromise } from './type-nodes.ts';

/** A schema of a validation library that the declared type is inferred from. */
export interface Schema {
  readonly name: string;
  readonly library: Library;
  /** The file that declares the type and knows the schema by its name. */
  readonly file: string;
  /** The name by which the type is known where the value is taken for one. */
  readonly typeName: string;
}

type Library = 'zod' | 'valibot' | 'superstruct' | 'arktype';

/** `type Settings = z.infer<typeof settingsSchema>`: the check is written already, and not called. */
export function schemaOf(sink: Sink, questions: TypeQuestions): Schema | undefined {
  const node = typeNodeOf(sink);
  const reference = node && withoutPromise(node);
  if (reference === undefined || !is.isTypeReferenceNode(reference) || !is.isIdentifier(reference.typeName))
    return undefined;
  const typeName = reference.typeName.text;
  const symbol = questions.symbolAt(reference.typeName);
  const declaration = symbol && questions.declarationOf(symbol);
  if (declaration === undefined || !is.isTypeAliasDeclaration(declaration)) return undefined;
  const inferred = inferredFrom(declaration.type);
  return inferred && { ...inferred, file: declaration.getSourceFile().path, typeName };
}

/** The call that checks a value by a schema, and what has to be imported for it. */
export function parseCall(
  { name, library }: Schema,
  value: string,
): { readonly text: string; readonly helper: string | null } {
  switch (library) {
    case 'zod':
      return { text: `${name}.parse(${value})`, helper: null };
    case 'arktype':
      return { text: `${name}.assert(${value})`, helper: null };
    case 'valibot':
      return { text: `parse(${name}, ${value})`, helper: 'parse' };
    case 'superstruct':
      return { text: `create(${value}, ${name})`, helper: 'create' };
  }
}

/** `z.infer<typeof S>`, `InferOutput<typeof S>`, `typeof S.infer`. */
function inferredFrom(type: ast.TypeNode): Pick<Schema, 'name' | 'library'> | undefined {
  const text = type.getText();
  const [, zod] = /^(?:z|zod)\.(?:infer|output|TypeOf)<\s*typeof (\w+)\s*>$/.exec(text) ?? [];
  if (zod !== undefined) return { name: zod, library: 'zod' };
  const [, valibot] = /^(?:v\.)?InferOutput<\s*typeof (\w+)\s*>$/.exec(text) ?? [];
  if (valibot !== undefined) return { name: valibot, library: 'valibot' };
  const [, arktype] = /^typeof (\w+)\.infer$/.exec(text) ?? [];
  if (arktype !== undefined) return { name: arktype, library: 'arktype' };
  const [, struct] = /^(?:s\.)?Infer<\s*typeof (\w+)\s*>$/.exec(text) ?? [];
  return struct === undefined ? undefined : { name: struct, library: 'superstruct' };
}

/** Whether a name of a value is known at the top level of a file. */
export function knowsValue(name: string, file: Node, { checker }: TypeQuestions): boolean {
  return checker.resolveName(name, SymbolFlags.Value | SymbolFlags.Alias, file, true) !== undefined;
}
