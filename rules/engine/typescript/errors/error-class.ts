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
  readonly hasOptions: boolean;
  readonly fields: readonly ErrorField[];
}

/** The declaration of a class of errors, without `export`. */
export function errorClassText(
  { name, base, hasOptions, fields }: ErrorClass,
  isTypeScript: boolean,
  { quote, semicolon, indent, newLine }: CodeStyle,
): string {
  const parameters = [
    { name: 'message', type: 'string' },
    ...(hasOptions ? [{ name: 'options', type: 'ErrorOptions' }] : []),
    ...fields,
  ];
  const list = parameters.map((each) => (isTypeScript ? `${each.name}: ${each.type}` : each.name)).join(', ');
  const lines = [`class ${name} extends ${base} {`];
  if (isTypeScript && fields.length > 0) {
    lines.push(...fields.map((field) => `${indent}readonly ${field.name}: ${field.type}${semicolon}`), '');
  }
  if (!isTypeScript) {
    const tags = parameters.map((each) => `${indent} * @param {${each.type}} ${each.name}`);
    lines.push(`${indent}/**`, ...tags, `${indent} */`);
  }
  lines.push(
    `${indent}constructor(${list}) {`,
    `${indent}${indent}super(message${hasOptions ? ', options' : ''})${semicolon}`,
    `${indent}${indent}this.name = ${quote}${name}${quote}${semicolon}`,
    ...fields.map((field) => `${indent}${indent}this.${field.name} = ${field.name}${semicolon}`),
    `${indent}}`,
    '}',
  );
  return lines.join(newLine);
}
