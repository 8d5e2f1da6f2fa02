import type { CodeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { is, type Node } from '../../../engine/typescript.ts';
import { builtInError } from '../thrown.ts';
import { membersOf, type Parameter, plainType } from './parameters.ts';
import type { Site } from './site.ts';

/** A value that an error carries for whoever catches it. */
export interface ErrorField {
  readonly name: string;
  readonly type: string;
  /** How the check passes it. */
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

export function errorClassOf(
  site: Site,
  name: string,
  parameters: readonly Parameter[],
): ErrorClass | undefined {
  const thrown = builtInError(site.guard, site.lookup);
  if (thrown === undefined) return undefined;
  return {
    name,
    base: thrown.expression.getText(),
    hasOptions: thrown.arguments?.length === 2,
    fields: fieldsOf(site, parameters),
  };
}

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

const knowing = /^(status|statusCode|statusText|code|errno|url|path|method|id)$/;
const ownProperties = new Set(['name', 'message', 'stack', 'cause', 'options', 'constructor']);
const mostFields = 4;

/** What the check knows: a response's status and address, codes, and values that its message is made of. */
function fieldsOf(site: Site, parameters: readonly Parameter[]): ErrorField[] {
  const fields = new Map<string, ErrorField>();
  const add = (field: ErrorField): void => {
    if (!ownProperties.has(field.name) && !fields.has(field.name)) fields.set(field.name, field);
  };
  for (const [index, role] of site.shape.roles.entries()) {
    const parameter = parameters[index] as Parameter;
    if (isFetchResponse(parameter)) {
      add({ name: 'status', type: 'number', value: `${parameter.name}.status` });
      add({ name: 'url', type: 'string', value: `${parameter.name}.url` });
    }
    for (const [name, node] of membersOf(role) ?? []) {
      const type = knowing.test(name) ? fieldType(node, site) : undefined;
      if (type !== undefined) add({ name, type, value: `${parameter.name}.${name}` });
    }
    const isValue =
      !role.inCondition && parameter.typeSymbol === null && !/[{[]|unknown/.test(parameter.type);
    if (isValue) add({ name: parameter.name, type: parameter.type, value: parameter.name });
  }
  return [...fields.values()].slice(0, mostFields);
}

function fieldType(node: Node, { lookup, questions }: Site): string | undefined {
  return is.isPropertyAccessExpression(node) && node.questionDotToken !== undefined
    ? undefined
    : plainType(lookup.type(node), questions);
}

function isFetchResponse({ type, typeSymbol }: Parameter): boolean {
  const path = typeSymbol?.declarations[0]?.path ?? '';
  return type === 'Response' && /\/lib\.dom\.d\.ts$|\/undici|\/@types\/node\//.test(path);
}
