import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { is } from '../../engine/typescript.ts';
import { environmentVariable, type Lookup } from './lookups.ts';

/** When a look-up finds nothing, in words that complete "gives `undefined` …". */
export function absenceOf(lookup: Lookup, questions: TypeQuestions): string {
  const { form, receiver, key, method, node } = lookup;
  const into = shortName(receiver);
  switch (form) {
    case 'key':
      return key === undefined ? 'where there is no entry' : `when ${quoted(key)} is not in it`;
    case 'find':
    case 'record':
      return 'when nothing matches';
    case 'match':
      return `for every ${into ?? 'text'} of another form`;
    case 'env':
      return `wherever \`${environmentVariable(node)}\` is not set`;
    case 'end':
      return method === 'at'
        ? `when ${into ?? 'the list'} is too short`
        : `when ${into ?? 'the list'} is empty`;
    case 'element':
      return 'when the page has no such element';
    case 'outside':
      return `when ${outsideName(questions.typeAt(receiver)?.getSymbol()?.name)} is missing, which somebody else decides`;
    case 'index':
      return 'past the end';
  }
}

function outsideName(type: string | undefined): string {
  switch (type) {
    case 'Headers':
      return 'the header';
    case 'URLSearchParams':
    case 'ReadonlyURLSearchParams':
      return 'the parameter';
    case 'FormData':
      return 'the field';
    case 'Storage':
      return 'the stored item';
    default:
      return 'it';
  }
}

function quoted(node: Lookup['receiver']): string {
  const text = foldedText(node);
  return text.length <= 30 ? `\`${text}\`` : 'the key';
}

function shortName(node: Lookup['receiver']): string | undefined {
  const inner = unwrap(node);
  if (is.isIdentifier(inner)) return `\`${inner.text}\``;
  return is.isPropertyAccessExpression(inner) ? `\`${inner.name.text}\`` : undefined;
}
