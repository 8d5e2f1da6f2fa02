import { walk } from '../../../engine/typescript/syntax.ts';
import { is, type SourceFile } from '../../../engine/typescript.ts';

/** Functions of a file that tell whether an unknown value is of a type, by the name of the type. */
export function knownGuards(source: SourceFile): Map<string, string> {
  const guards = new Map<string, string>();
  for (const statement of source.statements) {
    walk(statement, (node) => {
      if (!is.isFunctionDeclaration(node)) return node === statement ? undefined : 'skip';
      const { name, type, parameters } = node;
      const takesAnything = /^(unknown|any)$/.test(parameters[0]?.type?.getText() ?? '');
      if (name === undefined || type === undefined || !is.isTypePredicateNode(type)) return 'skip';
      if (!takesAnything || parameters.length !== 1 || type.assertsModifier !== undefined) return 'skip';
      if (type.type !== undefined) guards.set(type.type.getText(), name.text);
      return 'skip';
    });
  }
  return guards;
}
