import { kebabCase } from '../../engine/typescript/codemods/names.ts';
import { is } from '../../engine/typescript.ts';
import type { Atom } from './conditions.ts';

/** `no-user` for `user`, `this.user` and `session?.user`. */
export function missingName(subject: string): string {
  const word = lastWord(subject);
  return `${/^(parsed|found|matched|loaded|resolved|decoded)$/.test(word) ? 'not' : 'no'}-${word}`;
}

/** What a test that turns something away is called: `deleted`, `not-active`, `expired`, `unexpected-kind`. */
export function refusedName({ test, holds }: Atom): string {
  const text = test.getText();
  if (/expire/i.test(text)) return 'expired';
  if (is.isBinaryExpression(test)) {
    const isSize = /(length|size|count)\b/i.test(test.left.getText());
    if (isSize && /[<>]/.test(test.operatorToken.getText())) {
      return test.operatorToken.getText().startsWith('>') === holds ? 'too-large' : 'too-small';
    }
    return `unexpected-${lastWord(test.left.getText())}`;
  }
  const called = is.isCallExpression(test) ? test.expression.getText() : text;
  const word = lastWord(called).replace(/^(is|has|was)-/, '');
  return holds ? word : `not-${word}`;
}

/** Code within a message: on one line, and no longer than one can read. */
export function quoted(code: string): string {
  const text = code.replace(/\s+/g, ' ').replaceAll('`', "'");
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

function lastWord(code: string): string {
  const names = code.replace(/\(.*$/s, '').match(/[A-Za-z][\w$]*/g) ?? [];
  return kebabCase(names.filter((name) => !/^(typeof|await|this)$/.test(name)).at(-1) ?? 'value');
}
