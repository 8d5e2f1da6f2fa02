import { is, type SourceFile } from '../../typescript.ts';
import type { Declaration } from './declare.ts';

/**
 * Whether a module has these declarations already: functions and classes of these names that do the same. What they call
 * their parameters and how these are typed may differ, as a declaration is written for the places that there were then.
 */
export function declares({ statements, text }: SourceFile, declarations: readonly Declaration[]): boolean {
  return declarations.every((wanted) =>
    statements.some(
      (statement) =>
        (is.isFunctionDeclaration(statement) || is.isClassDeclaration(statement)) &&
        statement.name?.text === wanted.name &&
        essenceOf(text.slice(statement.pos, statement.end)) === essenceOf(wanted.text),
    ),
  );
}

/** A declaration without comments, types, formatting and the names of its parameters. */
function essenceOf(declaration: string): string {
  const code = declaration
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/^\s*readonly .*$/gm, '')
    .trim()
    .replace(/^export /, '');
  const isClass = code.startsWith('class ');
  const list = isClass ? code.indexOf('constructor(') : code.indexOf('(');
  if (list < 0) return folded(code, []);
  const start = code.indexOf('(', list);
  const end = closingOf(code, start);
  // Behind the type of the result, which may have braces of its own.
  const body = /\{[ \t]*\r?\n/.exec(code.slice(end));
  if (end < 0 || body === null) return folded(code, []);
  const names = parametersIn(code.slice(start + 1, end));
  const head = isClass ? code.slice(0, start) : code.slice(0, start).replace(/<.*$/s, '');
  return `${folded(head, names)}(${names.length})${folded(code.slice(end + body.index), names)}`;
}

/** Offset of the parenthesis that closes the one at `start`. */
function closingOf(code: string, start: number): number {
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    if ('([{<'.includes(code.charAt(at))) depth += 1;
    else if (')]}'.includes(code.charAt(at)) || (code[at] === '>' && code[at - 1] !== '=')) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function parametersIn(list: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [token] of list.matchAll(/[([{<]|[)\]}]|(?<!=)>|,|[\w$]+/g)) {
    if (/^[([{<]$/.test(token)) depth += 1;
    else if (/^[)\]}>]$/.test(token)) depth -= 1;
    else if (depth === 0) names.push(token);
  }
  // A name comes first or behind a comma; whatever else is there is part of a type.
  return names.filter((token, index) => token !== ',' && (index === 0 || names[index - 1] === ','));
}

const tokens =
  /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|this\.[\w$]+|\.[\w$]+|[\w$]+|[\s;]+|,(?=\s*[)}\]])/g;

/** Without white space and semicolons, with one kind of quotes, and numbers in the place of names. */
function folded(code: string, names: readonly string[]): string {
  const numbered = (name: string): string => (names.includes(name) ? `$${names.indexOf(name)}` : name);
  return code
    .replace(tokens, (token) => {
      if (/^['"]/.test(token)) return `'${token.slice(1, -1).replace(/\\(['"])/g, '$1')}'`;
      if (token.startsWith('`'))
        return token.replace(/\$\{[^}]*\}/g, (hole) => `\${${folded(hole.slice(2, -1), names)}}`);
      if (/^[\s;,]/.test(token)) return ' ';
      // A field of a class is called what the parameter is called that it is set to; other members are what they are.
      if (token.startsWith('this.')) return `this.${numbered(token.slice('this.'.length))}`;
      return token.startsWith('.') ? token : numbered(token);
    })
    .replace(/ ?(\W) ?/g, '$1');
}
