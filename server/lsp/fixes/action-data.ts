import type { CodeActionData } from '../../protocol.ts';

type Fields<Data> = Readonly<Record<Exclude<keyof Data, 'action'>, (value: unknown) => boolean>>;

const isString = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';

const shapes: {
  readonly [Action in CodeActionData['action']]: Fields<Extract<CodeActionData, { action: Action }>>;
} = {
  fix: { uri: isString, version: isNumber, rule: isString, fingerprint: isString, fix: isNumber },
  fixAll: {
    uri: isString,
    scope: isString,
    rule: (value) => value === null || isString(value),
    review: isBoolean,
  },
  suppress: { uri: isString, fingerprint: isString, scope: isString },
};

/** The `data` of a code action as the client sent it back; undefined if it is none of ours. */
export function readActionData(value: unknown): CodeActionData | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { action, ...fields } = value as Readonly<Record<string, unknown>>;
  if (typeof action !== 'string' || !Object.hasOwn(shapes, action)) return undefined;
  const shape = shapes[action as CodeActionData['action']];
  const fits = Object.entries(shape).every(([name, isFit]) => isFit(fields[name]));
  return fits ? (value as CodeActionData) : undefined;
}
