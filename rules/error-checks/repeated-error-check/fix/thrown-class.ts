import type { ErrorClass, ErrorField } from '../../../engine/typescript/errors/error-class.ts';
import { membersOf, type Parameter, plainType } from '../../../engine/typescript/fragments/parameters.ts';
import { is, type Node } from '../../../engine/typescript.ts';
import { builtInError } from '../thrown.ts';
import type { Site } from './site.ts';

/** The class for the built-in error that a site throws; undefined where it throws another. */
export function errorClassOf(
  site: Site,
  name: string,
  parameters: readonly Parameter[],
): ErrorClass | undefined {
  const thrown = builtInError(site.fragment, site.lookup);
  if (thrown === undefined) return undefined;
  return {
    name,
    base: thrown.expression.getText(),
    message: null,
    options: thrown.arguments?.length === 2 ? 'required' : 'none',
    fields: fieldsOf(site, parameters),
  };
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
