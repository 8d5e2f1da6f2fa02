import type { TypeExpression, TypeName } from '../../engine/python/types.ts';
import { WorkspaceNames } from '../../engine/python/workspace-names.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { ClassFact, LabelFact, SubjectType, UnionFact } from './facts.ts';

/** All that something can be, where that is known to be closed. */
export interface Union {
  /** Equal for places over the same values. */
  readonly key: string;
  readonly by: 'literal' | 'member' | 'class';
  readonly members: readonly Member[];
}

export interface Member {
  readonly id: string;
  /** As a person would write it: `"archived"`, `Status.ARCHIVED`, `Circle`. */
  readonly text: string;
  /** What the member is called where it is defined: `ARCHIVED`, `Circle`. */
  readonly name: string;
}

interface Owned<T> {
  readonly file: string;
  readonly fact: T;
}

const flags = new Set(['enum.Flag', 'enum.IntFlag']);
const enums = new Set([
  'enum.Enum',
  'enum.IntEnum',
  'enum.StrEnum',
  'django.db.models.TextChoices',
  'django.db.models.IntegerChoices',
]);
/** A type that names itself, or classes that inherit from one another in a circle, must end somewhere. */
const deepest = 20;

/** What the annotations of the workspace mean, over all files. */
export class Universe {
  readonly #names: WorkspaceNames;
  readonly #classes = new Map<string, Owned<ClassFact>>();
  readonly #aliases = new Map<string, Owned<TypeExpression>>();

  constructor(facts: readonly FileFacts<UnionFact>[], files: ReadonlySet<string>) {
    this.#names = new WorkspaceNames(files);
    for (const { file, facts: ofFile } of facts) {
      for (const fact of ofFile) {
        if (fact.is === 'class') this.#classes.set(`${file}#${fact.name}`, { file, fact });
        if (fact.is === 'alias') this.#aliases.set(`${file}#${fact.name}`, { file, fact: fact.type });
        if (fact.is === 'passed on') this.#names.add(file, fact);
      }
    }
  }

  /** The closed union that a subject is of; undefined where anything of it is not known. */
  unionOf(type: SubjectType, file: string): Union | undefined {
    const expression = this.#expression({ file, fact: type }, 0);
    const members = expression && this.#members(expression, 0);
    if (members === undefined || members.length === 0) return undefined;
    const [{ by } = { by: 'literal' as const }] = members;
    if (members.some((member) => member.by !== by)) return undefined;
    const unique = [...new Map(members.map((member) => [member.id, member])).values()];
    return {
      key: unique
        .map(({ id }) => id)
        .sort()
        .join('\n'),
      by,
      members: unique,
    };
  }

  /** The members that a branch is for; undefined where it asks for something that the union does not know. */
  covered(label: LabelFact, file: string, union: Union): readonly Member[] | undefined {
    if (label.by !== union.by) return undefined;
    const id =
      label.by === 'literal'
        ? label.value
        : label.by === 'member'
          ? this.#memberId(label.name, file)
          : this.#names.keyOf(label.name, file);
    const found = union.members.filter(
      (member) => member.id === id || (union.by === 'class' && this.#ancestors(member.id).has(id)),
    );
    return found.length === 0 ? undefined : found;
  }

  /** Whether it is known of which classes this one is: what others define may inherit from anything. */
  isKnownClass(id: string): boolean {
    return id.startsWith('builtins.') || (this.#classes.has(id) && !this.#ancestors(id).has('?'));
  }

  #expression(type: Owned<SubjectType>, depth: number): Owned<TypeExpression> | undefined {
    const { file, fact } = type;
    if (fact.is !== 'field') return { file, fact };
    const owner = depth > deepest ? undefined : this.#expression({ file, fact: fact.of }, depth + 1);
    const named = owner && withoutNone(owner.fact);
    if (owner === undefined || named?.is !== 'named') return undefined;
    return this.#field(this.#names.keyOf(named.name, owner.file), fact.name, depth);
  }

  /** The nearest annotation of an attribute, in the class or in those that it inherits from. */
  #field(key: string, name: string, depth: number): Owned<TypeExpression> | undefined {
    const found = this.#classes.get(key);
    if (found === undefined || depth > deepest) return undefined;
    const own = found.fact.fields[name];
    if (own !== undefined) return { file: found.file, fact: own };
    for (const base of found.fact.bases) {
      const inherited = base && this.#field(this.#names.keyOf(base, found.file), name, depth + 1);
      if (inherited) return inherited;
    }
    return undefined;
  }

  #members({ file, fact }: Owned<TypeExpression>, depth: number): (Member & Pick<Union, 'by'>)[] | undefined {
    if (depth > deepest) return undefined;
    switch (fact.is) {
      case 'none':
        return [];
      case 'other':
        return undefined;
      case 'literal':
        return fact.values.map((value) => ({ by: 'literal', id: value, text: value, name: value }));
      case 'union': {
        const parts = fact.of.map((part) => this.#members({ file, fact: part }, depth + 1));
        return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
      }
      default:
    }
    const key = this.#names.keyOf(fact.name, file);
    const alias = this.#aliases.get(key);
    if (alias !== undefined) return this.#members(alias, depth + 1);
    const name = key.slice(key.search(/[^#.]*$/));
    const found = this.#classes.get(key);
    if (found === undefined) return [{ by: 'class', id: key, text: fact.name.path, name }];
    const ancestors = this.#ancestors(key);
    if ([...ancestors].some((each) => flags.has(each))) return undefined;
    if (![...ancestors].some((each) => enums.has(each))) return [{ by: 'class', id: key, text: name, name }];
    return found.fact.members.map((member) => ({
      by: 'member',
      id: `${key}.${member}`,
      text: `${name}.${member}`,
      name: member,
    }));
  }

  #memberId({ path, from }: TypeName, file: string): string {
    const dot = path.lastIndexOf('.');
    return `${this.#names.keyOf({ path: path.slice(0, dot), from }, file)}.${path.slice(dot + 1)}`;
  }

  /** Everything that a class inherits from, itself too; `?` stands for what cannot be told. */
  #ancestors(key: string): ReadonlySet<string> {
    const seen = new Set<string>();
    const open = [key];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (next === 'builtins.bool') open.push('builtins.int');
      const found = this.#classes.get(next);
      if (found === undefined && next.includes('#')) seen.add('?');
      if (found === undefined && !next.includes('#') && !wellKnown.test(next)) seen.add('?');
      for (const base of found?.fact.bases ?? [])
        open.push(base === null ? '?' : this.#names.keyOf(base, found?.file ?? ''));
    }
    return seen;
  }
}

const wellKnown = /^(?:builtins|enum|abc|typing|typing_extensions|collections(?:\.abc)?)\./;

function withoutNone(type: TypeExpression): TypeExpression {
  if (type.is !== 'union') return type;
  const [only, ...more] = type.of.filter(({ is }) => is !== 'none');
  return only !== undefined && more.length === 0 ? only : type;
}
