import { canonicalPath, type Template } from './template.ts';

/** A template as JSON. */
export interface Comparison {
  readonly text: string;
  /** What tells roles apart that look alike: the class of `self`, and the name where only presence is asked. */
  readonly roles: readonly string[];
  readonly outer: readonly { readonly path: string; readonly isOwn: boolean }[];
}

/** Says that the file is there, as imports of others may mean it. */
export interface ModuleFact {
  readonly is: 'module';
}

/** @param byName whether roles of different names are different things. */
export function comparisonOf({ text, roles, outer }: Template, byName: boolean): Comparison {
  return {
    text,
    roles: roles.flatMap(({ name, self }) => {
      if (self !== undefined) return [`self:${self.start}`];
      return byName ? [`=${name}`] : [];
    }),
    outer: outer.map(({ path, isOwn }) => ({ path, isOwn })),
  };
}

/** By what fragments are compared over files: names mean what they mean wherever they were imported from. */
export function keyOf({ text, roles, outer }: Comparison, file: string, files: ReadonlySet<string>): string {
  const paths = outer.map(({ path, isOwn }) => canonicalPath(path, isOwn, file, files));
  return [text, ...roles.map((role) => role.replace(/^self:/, `self:${file}:`)), ...paths].join('\n');
}
