import { isReceiver } from '../../engine/typescript/codemods/calls.ts';
import { unusedName } from '../../engine/typescript/codemods/names.ts';
import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, TypeFlags } from '../../engine/typescript.ts';
import type { Place } from './fixes.ts';
import { literalText } from './identity.ts';
import { environmentVariable, type Lookup, soughtProperty } from './lookups.ts';

/** The argument of `new Error(…)`: what was looked for, with the value that was not found where that can be said. */
export function thrownText({ lookup, questions, view }: Place): string {
  const { form, key, node } = lookup;
  const thing = asWords(thingOf(lookup));
  const text = (): Part[] => {
    switch (form) {
      case 'env':
        return [`The environment variable ${environmentVariable(node)} is not set`];
      case 'key':
      case 'index':
        return [`No ${thing} for `, { value: key }];
      case 'find':
      case 'record': {
        const sought = soughtProperty(key);
        return sought === undefined
          ? [`No ${thing} was found`]
          : [`No ${thing} with ${sought.property} `, { value: sought.value }];
      }
      case 'match':
        return isLong(lookup.receiver)
          ? [`Unexpected form of ${words(lookup.receiver)}`]
          : [`Unexpected form of ${words(lookup.receiver) ?? 'text'}: `, { value: lookup.receiver }];
      case 'end':
        return [`${listName(lookup) ?? 'The list'} is empty`];
      case 'element':
        return lookup.method === 'getElementById'
          ? ['No element with the id ', { value: key }]
          : ['No element matches ', { value: key }];
      case 'outside':
        return [`${outsideThing(lookup)} is missing: `, { value: key }];
    }
  };
  return spelled(text(), questions, view.source.text);
}

/** A name for the value: what the list or map holds, one of. */
export function nameFor({ lookup }: Place): string {
  switch (lookup.form) {
    case 'match':
      return 'match';
    case 'element':
      return elementName(lookup);
    case 'env':
      return camel(environmentVariable(lookup.node) ?? 'value');
    case 'outside': {
      const name = camel(literalText(lookup.key) ?? '');
      return /^[a-z]\w*$/.test(name) ? name : 'value';
    }
    default:
      return free(camel(thingOf(lookup)));
  }
}

/** `foundClass` where `class` is a word of the language. */
function free(name: string): string {
  const isFree = unusedName(name, () => false) === name;
  return isFree ? name : `found${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

type Part = string | { readonly value: ast.Expression | undefined };

function spelled(parts: readonly Part[], questions: TypeQuestions, text: string): string {
  const quote = (text.match(/"/g)?.length ?? 0) > (text.match(/'/g)?.length ?? 0) ? '"' : "'";
  let plain = '';
  let template = '';
  let isTemplate = false;
  for (const part of parts) {
    if (typeof part === 'string') {
      plain += part;
      template += escaped(part);
      continue;
    }
    const literal =
      literalText(part.value) ??
      (part.value !== undefined && is.isNumericLiteral(part.value) ? part.value.text : undefined);
    if (literal !== undefined) {
      plain += literal;
      template += escaped(literal);
    } else if (part.value !== undefined && isSayable(part.value, questions)) {
      isTemplate = true;
      template += `\${${foldedText(part.value)}}`;
    } else {
      plain = unsaid(plain);
      template = unsaid(template);
    }
  }
  return isTemplate
    ? `\`${template}\``
    : quote +
        plain.replace(/[\\'"]/g, (each) => (each === quote || each === '\\' ? `\\${each}` : each)) +
        quote;
}

/** The message up to a value that it cannot show. */
function unsaid(text: string): string {
  const bare = text.replace(/(:| for| with \w+| matches)? $/, '');
  return bare.startsWith('No ') ? `${bare} was found` : bare;
}

/** Whether a text is, by its name, all that somebody wrote, and no message should repeat. */
function isLong(node: ast.Expression): boolean {
  return /^(text|content|contents|body|html|source|code|markdown|xml|css|json|data|input|output|stdout|stderr)$/i.test(
    lastName(node) ?? '',
  );
}

/** `signInElement` for `#sign-in`; a selector of several parts gives no name. */
function elementName({ key }: Lookup): string {
  const selector = /^[.#]?([A-Za-z][\w-]*)$/.exec(literalText(key) ?? '')?.[1];
  const name = camel(selector ?? '');
  return /^[a-z]\w*$/.test(name) ? `${name.replace(/Element$/, '')}Element` : 'element';
}

/** A value that a message can show: short to write, text or a number, without an effect, and no secret. */
function isSayable(value: ast.Expression, questions: TypeQuestions): boolean {
  const inner = unwrap(value);
  const text = foldedText(inner);
  if (
    !isReceiver(inner) ||
    text.length > 40 ||
    /[`]|\(/.test(text) ||
    /token|secret|password|passphrase|apikey|credential/i.test(text)
  )
    return false;
  const type = questions.typeAt(value);
  return (
    type !== undefined &&
    questions
      .constituents(type)
      .every(
        ({ flags }) =>
          (flags &
            (TypeFlags.StringLike |
              TypeFlags.NumberLike |
              TypeFlags.BigIntLike |
              TypeFlags.BooleanLike |
              TypeFlags.Undefined |
              TypeFlags.Null)) !==
          0,
      )
  );
}

function escaped(text: string): string {
  return text.replace(/[`\\]|\$\{/g, '\\$&');
}

/** What the list or map holds, in the singular: `session` of `this.#sessions`, `user` of `usersById`. */
function thingOf({ receiver, form }: Lookup): string {
  const name = lastName(receiver)?.replace(/^[#_]+/, '') ?? '';
  const held = name
    .replace(/^[a-z]\w*?To(?=[A-Z])/, '')
    .replace(/(?:By|Of|For)[A-Z]\w*$/, '')
    .replace(/(?:Map|List|Array|Cache|Registry|Lookup|Store|Ref|Repository|Model)$/, '');
  const one = singular(held);
  if (
    /^[A-Za-z][A-Za-z0-9]{1,30}$/.test(one) &&
    !/^(map|list|array|cache|data|store|items?|this|values?|result|current)$/i.test(one)
  ) {
    return one.slice(0, 1).toLowerCase() + one.slice(1);
  }
  return form === 'record' ? 'record' : 'entry';
}

function singular(name: string): string {
  if (/(ss|us|is)$/.test(name)) return name;
  if (/ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(ch|sh|x|ss)es$/.test(name)) return name.slice(0, -2);
  return name.replace(/s$/, '');
}

function lastName(node: ast.Expression): string | undefined {
  const inner = unwrap(node);
  if (is.isIdentifier(inner)) return inner.text;
  if (is.isPropertyAccessExpression(inner)) return inner.name.text;
  // `items.filter(…).find(…)`: what the list was made from.
  if (is.isCallExpression(inner) && is.isPropertyAccessExpression(inner.expression)) {
    return /^(filter|slice|sort|toSorted|reverse|toReversed|concat)$/.test(inner.expression.name.text)
      ? lastName(inner.expression.expression)
      : undefined;
  }
  return undefined;
}

function listName({ receiver }: Lookup): string | undefined {
  return lastName(receiver)?.replace(/^[#_]+/, '');
}

function words(node: ast.Expression): string | undefined {
  const name = lastName(node);
  return name === undefined ? undefined : asWords(name);
}

/** `dragging point` of `draggingPoint`: people read what is thrown. */
function asWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function outsideThing({ receiver, method }: Lookup): string {
  const name = lastName(receiver) ?? '';
  if (method === 'getAttribute') return 'An attribute';
  if (method === 'getItem') return 'A stored item';
  if (/headers/i.test(name)) return 'A header';
  if (/params/i.test(name)) return 'A parameter';
  return /form|data/i.test(name) ? 'A field' : 'A value';
}

function camel(text: string): string {
  const [first = '', ...rest] = text.match(/[A-Za-z0-9]+/g) ?? [];
  const head = /[a-z]/.test(text) ? first.slice(0, 1).toLowerCase() + first.slice(1) : first.toLowerCase();
  const tail = rest.map(
    (word) =>
      word.slice(0, 1).toUpperCase() + (/[a-z]/.test(text) ? word.slice(1) : word.slice(1).toLowerCase()),
  );
  return head + tail.join('');
}
