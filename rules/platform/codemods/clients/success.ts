import { codeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import type { Helper, Site } from '../codemod.ts';

/** `successOf(await fetch(url))`: the response itself, or an error where its status is one. */
export function successOf(site: Site): Helper {
  return helper('successOf', site, { isAsync: false, result: ': Response', lines: ['return response'] });
}

/** `await jsonOf(await fetch(url))`: what the JSON says, an empty text for an empty answer, or an error where the status is one. */
export function jsonOf(site: Site): Helper {
  const lines = ['const text = await response.text()', "return text === '' ? text : JSON.parse(text)"];
  return helper('jsonOf', site, { isAsync: true, result: '', lines });
}

/** `await dataOf(await fetch(url))`: what the JSON says, the text where there is none, or an error where the status is one. */
export function dataOf(site: Site): Helper {
  const lines = [
    'const text = await response.text()',
    'try {',
    '\treturn JSON.parse(text)',
    '} catch {',
    '\treturn text',
    '}',
  ];
  return helper('dataOf', site, { isAsync: true, result: '', lines });
}

interface Body {
  readonly isAsync: boolean;
  /** The type of the result; left out for one that only the caller knows. */
  readonly result: string;
  /** Indented by tabs, without semicolons. */
  readonly lines: readonly string[];
}

function helper(exported: string, { view }: Site, { isAsync, result, lines }: Body): Helper {
  const taken = namesIn(view.source);
  const { semicolon, newLine, indent, quote } = codeStyle(view.source);
  const { isJavaScript } = view;
  const signature = isJavaScript ? '(response)' : `(response: Response)${result}`;
  const failing = `if (!response.ok) throw new Error(\`\${response.url} answers \${response.status}\`)`;
  return {
    local: unusedName(exported, (name) => taken.has(name)),
    exported,
    text: (name) =>
      [
        ...(isJavaScript ? ['/** @param {Response} response */'] : []),
        `${isAsync ? 'async ' : ''}function ${name}${signature} {`,
        ...[failing, ...lines].map((line) => {
          const end = /[{}]$/.test(line) ? '' : semicolon;
          return indent + line.replace(/\t/g, indent).replace(/'/g, quote) + end;
        }),
        '}',
      ].join(newLine),
  };
}
