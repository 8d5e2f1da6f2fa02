export type Token =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'field'; readonly name: string };

/** Splits `Dear {name},` into text and fields. */
export function parseTemplate(template: string): Token[] {
  const tokens: Token[] = [];
  let rest = template;
  while (rest !== '') {
    const start = rest.indexOf('{');
    const end = rest.indexOf('}', start);
    if (start === -1 || end === -1) {
      tokens.push({ type: 'text', value: rest });
      break;
    }
    if (start > 0) tokens.push({ type: 'text', value: rest.slice(0, start) });
    tokens.push({ type: 'field', name: rest.slice(start + 1, end) });
    rest = rest.slice(end + 1);
  }
  return tokens;
}

export function render(tokens: readonly Token[], fields: ReadonlyMap<string, string>): string {
  return tokens
    .map((token) => {
      switch (token.type) {
        case 'text':
          return token.value;
        case 'field':
          return fields.get(token.name) ?? `{${token.name}}`;
      }
    })
    .join('');
}
