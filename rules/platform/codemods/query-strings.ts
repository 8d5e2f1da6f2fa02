import { aroundArguments } from '../../engine/typescript/codemods/calls.ts';
import { is, SymbolFlags, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';

/**
 * `qs.stringify(values)` → `new URLSearchParams(values).toString()`, where the types show texts under every key.
 * Lists, nested objects and everything that `qs.parse` may meet are what the package is for.
 */
export const qs: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    const isStringify = site.subpath === '' && memberPath(use) === 'stringify';
    if (!isStringify || call === null || !is.isCallExpression(call))
      return { needed: `\`${shortText(use)}\`` };
    const [values, ...others] = call.arguments;
    if (values === undefined || others.length > 0 || !isFlat(values, site)) {
      return { needed: 'options, lists or nested objects in a query' };
    }
    if (!isGlobal('URLSearchParams', use.node, site)) return shadowed('URLSearchParams');
    const edits = aroundArguments(call, ['new URLSearchParams(', ').toString()']);
    if (edits === undefined) return unknownUse(use);
    return { edits, differences: ['a space is written as `+`, `~` as `%7E`, and `*` is not escaped'] };
  },
};

/** Whether a value is an object of texts, each of them certainly there. */
function isFlat(node: Parameters<Site['questions']['typeAt']>[0], { questions }: Site): boolean {
  const type = questions.typeAt(node);
  if (type === undefined || (type.flags & TypeFlags.Object) === 0 || questions.isArray(type)) return false;
  const properties = questions.properties(type);
  const indexes = questions.checker.getIndexInfosOfType(type);
  const isText = (each: { readonly flags: number }): boolean => (each.flags & TypeFlags.StringLike) !== 0;
  return (
    properties.length + indexes.length > 0 &&
    indexes.every(({ valueType }) => isText(valueType)) &&
    properties.every((property) => {
      const value = questions.checker.getTypeOfSymbol(property);
      const isOptional = (property.flags & SymbolFlags.Optional) !== 0;
      return !isOptional && value !== undefined && questions.constituents(value).every(isText);
    })
  );
}
