import type { CodeStyle } from '../codemods/imports.ts';

/** A value that an error carries for whoever catches it. */
export interface ErrorField {
  readonly name: string;
  readonly type: string;
  /** How the throwing code passes it. */
  readonly value: string;
}

/** A class of errors in the place of a built-in one. */
export interface ErrorClass {
  readonly name: string;
  /** The built-in class that was thrown, and is the base now. */
  readonly base: string;
  /** The message that the class makes of its fields; null where each place gives its own. */
  readonly message: ((style: CodeStyle) => string) | null;
  /** Whether places give the options of `Error`, such as the cause: all of them, or some. */
  readonly options: 'none' | 'optional' | 'required';
  readonly fields: readonly ErrorField[];
}

/** The declaration of a class of errors, without `export`. */
export function errorClassText(
  { name, base, message, options, fields }: ErrorClass,
  isTypeScript: boolean,
  style: CodeStyle,
): string {
  const { quote, semicolon, indent, newLine } = style;
  const parameters = [
    ...(message === null ? [{ name: 'message', type: 'string', isOptional: false }] : []),
    ...(options === 'required' ? [optionsParameter(false)] : []),
    ...fields.map((field) => ({ ...field, isOptional: false })),
    ...(options === 'optional' ? [optionsParameter(true)] : []),
  ];
  const list = parameters
    .map((each) => (isTypeScript ? `${each.name}${each.isOptional ? '?' : ''}: ${each.type}` : each.name))
    .join(', ');
  const lines = [`class ${name} extends ${base} {`];
  if (isTypeScript && fields.length > 0) {
    lines.push(...fields.map((field) => `${indent}readonly ${field.name}: ${field.type}${semicolon}`), '');
  }
  if (!isTypeScript && parameters.length > 0) {
    const tags = parameters.map(
      (each) => `${indent} * @param {${each.type}} ${each.isOptional ? `[${each.name}]` : each.name}`,
    );
    lines.push(`${indent}/**`, ...tags, `${indent} */`);
  }
  const made = message === null ? 'message' : message(style);
  lines.push(
    `${indent}constructor(${list}) {`,
    `${indent}${indent}super(${made}${options === 'none' ? '' : ', options'})${semicolon}`,
    `${indent}${indent}this.name = ${quote}${name}${quote}${semicolon}`,
    ...fields.map((field) => `${indent}${indent}this.${field.name} = ${field.name}${semicolon}`),
    `${indent}}`,
    '}',
  );
  return lines.join(newLine);
}

function optionsParameter(isOptional: boolean) {
  return { name: 'options', type: 'ErrorOptions', isOptional };
}
