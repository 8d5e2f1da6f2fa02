import type { PythonNode } from './node.ts';

/** What gives a name its value, or takes it away. */
export type BindingKind =
  | 'parameter'
  | 'import'
  | 'function'
  | 'class'
  | 'assignment'
  | 'augmented'
  | 'loop'
  | 'with'
  | 'except'
  | 'pattern'
  | 'deletion';

export interface Binding {
  readonly kind: BindingKind;
  /** The identifier that is bound. */
  readonly name: PythonNode;
  /** The statement, clause, parameter or definition that binds it. */
  readonly by: PythonNode;
}

/** Whether an identifier stands for a value or binds one: not the name of an attribute, of a keyword, or of a module that is imported. */
export function isName(node: PythonNode): boolean {
  const { type, parent, field } = node;
  if (type !== 'identifier' || parent === null) return false;
  switch (parent.type) {
    case 'attribute':
      return field !== 'attribute';
    case 'keyword_argument':
      return field !== 'name';
    case 'keyword_pattern':
      return parent.children[0] !== node;
    case 'dotted_name':
      return parent.children[0] === node && !isOnlyAPath(parent);
    case 'global_statement':
    case 'nonlocal_statement':
      return false;
    default:
      return true;
  }
}

/** How an identifier is bound where it stands; undefined where it is only read. */
export function bindingAt(name: PythonNode): Binding | undefined {
  let target = name;
  while (target.parent !== null && isContainer(target.parent)) target = target.parent;
  const by = target.parent;
  const kind = by === null ? undefined : kindOf(target, by, name);
  return by === null || kind === undefined ? undefined : { kind, name, by };
}

function kindOf({ field }: PythonNode, by: PythonNode, name: PythonNode): BindingKind | undefined {
  switch (by.type) {
    case 'assignment':
      return field === 'left' ? 'assignment' : undefined;
    case 'augmented_assignment':
      return field === 'left' ? 'augmented' : undefined;
    case 'named_expression':
      return field === 'name' ? 'assignment' : undefined;
    case 'for_statement':
    case 'for_in_clause':
      return field === 'left' ? 'loop' : undefined;
    case 'as_pattern_target':
      return by.closest('except_clause', 'with_item')?.type === 'except_clause' ? 'except' : 'with';
    case 'function_definition':
      return field === 'name' ? 'function' : undefined;
    case 'class_definition':
      return field === 'name' ? 'class' : undefined;
    case 'parameters':
    case 'lambda_parameters':
      return 'parameter';
    case 'default_parameter':
    case 'typed_default_parameter':
      return field === 'name' ? 'parameter' : undefined;
    case 'typed_parameter':
      return field === 'type' ? undefined : 'parameter';
    case 'delete_statement':
      return 'deletion';
    case 'expression_list':
      return by.parent?.type === 'delete_statement' ? 'deletion' : undefined;
    case 'aliased_import':
      return field === 'alias' ? 'import' : undefined;
    case 'dotted_name':
      return kindOfPath(by);
    case 'splat_pattern':
      return 'pattern';
    case 'as_pattern':
      return by.closest('case_clause', 'with_item', 'except_clause')?.type === 'case_clause' &&
        by.named.at(-1) === name
        ? 'pattern'
        : undefined;
    default:
      return undefined;
  }
}

/** A dotted name is a path of an import, or a pattern, which binds where it has one part: `case other`. */
function kindOfPath(path: PythonNode): BindingKind | undefined {
  const { parent } = path;
  if (parent?.type === 'import_statement' || parent?.type === 'import_from_statement') return 'import';
  const isPattern =
    parent?.type === 'case_pattern' || parent?.type === 'keyword_pattern' || parent?.type === 'union_pattern';
  return isPattern && path.named.length === 1 ? 'pattern' : undefined;
}

/** `a.b` in `from a.b import c` and in `import a.b as c` binds nothing. */
function isOnlyAPath({ parent, field }: PythonNode): boolean {
  return (
    parent?.type === 'relative_import' ||
    parent?.type === 'aliased_import' ||
    parent?.type === 'future_import_statement' ||
    (parent?.type === 'import_from_statement' && field === 'module_name')
  );
}

function isContainer({ type, parent }: PythonNode): boolean {
  switch (type) {
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return true;
    // The grammar takes the target of a `with` for a value.
    case 'tuple':
    case 'list':
    case 'list_splat':
    case 'parenthesized_expression':
      return parent !== null && (parent.type === 'as_pattern_target' || isContainer(parent));
    default:
      return false;
  }
}
