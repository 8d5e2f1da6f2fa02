import type { PythonManifest } from './manifest.ts';
import { type DependencyRole, normalName, type PythonDependency, parseRequirement } from './requirement.ts';
import { parseToml, type TomlTable, type TomlValue, tomlAt } from './toml.ts';

/** A list of requirements in a `pyproject.toml`, by PEP 621, PEP 735 or a tool's own way. */
export interface RequirementList {
  readonly role: DependencyRole;
  readonly list: string | null;
  readonly value: TomlValue;
}

/** Undefined where it only holds settings of tools, or is no TOML. */
export function readPyproject(file: string, text: string): PythonManifest | undefined {
  const root = parseToml(text);
  if (root === undefined) return undefined;
  const name = stringAt(root, 'project', 'name') ?? stringAt(root, 'tool', 'poetry', 'name');
  const dependencies = listsOf(root).flatMap((each) => dependenciesOf(file, each));
  const describesProject = name !== null || tomlAt(root, 'project') !== undefined;
  if (!describesProject && dependencies.length === 0) return undefined;
  return {
    file,
    name,
    requiresPython:
      stringAt(root, 'project', 'requires-python') ??
      stringAt(root, 'tool', 'poetry', 'dependencies', 'python'),
    dependencies,
    describesProject,
  };
}

/** Every list of requirements: arrays of strings, and Poetry's tables of names. */
export function listsOf(root: TomlTable): RequirementList[] {
  const lists: RequirementList[] = [];
  const add = (role: DependencyRole, list: string | null, value: TomlValue | undefined): void => {
    if (value !== undefined) lists.push({ role, list, value });
  };
  const addAll = (role: DependencyRole, value: TomlValue | undefined, ...inner: readonly string[]): void => {
    if (value?.kind !== 'table') return;
    for (const [list, entry] of value.entries)
      add(
        role,
        list,
        entry.value.kind === 'table' && inner.length > 0 ? tomlAt(entry.value, ...inner) : entry.value,
      );
  };
  add('build', null, tomlAt(root, 'build-system', 'requires'));
  add('required', null, tomlAt(root, 'project', 'dependencies'));
  addAll('extra', tomlAt(root, 'project', 'optional-dependencies'));
  addAll('group', tomlAt(root, 'dependency-groups'));
  add('required', null, tomlAt(root, 'tool', 'poetry', 'dependencies'));
  add('group', 'dev', tomlAt(root, 'tool', 'poetry', 'dev-dependencies'));
  addAll('group', tomlAt(root, 'tool', 'poetry', 'group'), 'dependencies');
  addAll('group', tomlAt(root, 'tool', 'pdm', 'dev-dependencies'));
  add('group', 'dev', tomlAt(root, 'tool', 'uv', 'dev-dependencies'));
  return lists;
}

function dependenciesOf(file: string, { role, list, value }: RequirementList): PythonDependency[] {
  if (value.kind === 'array')
    return value.items.flatMap((item) => {
      const requirement = item.kind === 'string' ? parseRequirement(item.value) : undefined;
      return requirement === undefined ? [] : [{ ...requirement, file, span: item.span, role, list }];
    });
  if (value.kind !== 'table') return [];
  return [...value.entries].flatMap(([name, { span, value: asked }]) =>
    name === 'python'
      ? []
      : [
          {
            name: normalName(name),
            extras: [],
            marker: markerOf(asked),
            file,
            span,
            role: optional(asked, role),
            list,
          },
        ],
  );
}

/** Poetry's `optional` ones come with an extra. */
function optional(asked: TomlValue, role: DependencyRole): DependencyRole {
  const isOptional = asked.kind === 'table' && asked.entries.has('optional');
  return isOptional ? 'extra' : role;
}

/** Poetry's own keys, in the words of a requirement where these have them; any other condition is only known to be there. */
function markerOf(asked: TomlValue): string | null {
  if (asked.kind === 'array') return 'several';
  if (asked.kind !== 'table') return null;
  const conditions = ['python', 'markers', 'platform'].filter((key) => asked.entries.has(key));
  if (conditions.length === 0) return null;
  const parts = conditions.map((key) => conditionOf(key, stringAt(asked, key)));
  return parts.length > 1 && parts.some((part) => part === null || /\bor\b/.test(part))
    ? 'conditional'
    : parts.map((part) => part ?? 'conditional').join(' and ');
}

function conditionOf(key: string, written: string | null): string | null {
  if (written === null || key === 'markers') return written;
  const [, operator, version] =
    (key === 'python' ? /^(<=?)\s*(\d+\.\d+(?:\.\d+)?)$/.exec(written.trim()) : null) ?? [];
  return operator === undefined ? null : `python_version ${operator} "${version}"`;
}

function stringAt(root: TomlTable, ...path: readonly string[]): string | null {
  const value = tomlAt(root, ...path);
  return value?.kind === 'string' ? value.value : null;
}
