import type { ast, Node } from '../../typescript.ts';
import { mostFrequent } from '../codemods/target.ts';
import type { FileView } from '../rule.ts';
import type { TypeQuestions } from '../types.ts';
import type { Lookup } from './scope.ts';
import type { Shape } from './shape.ts';

/** A piece of code that stands in several places and could be one function: a guard, the body of a `catch`. */
export interface Fragment {
  /** The whole piece; names declared within it are its own. */
  readonly node: Node;
  /** What decides whether the statements run; undefined where nothing does. */
  readonly condition: ast.Expression | undefined;
  readonly statements: readonly ast.Statement[];
}

/** One place of a fragment in the snapshot that a fix is made in, with the roles that it has there. */
export interface FragmentSite {
  readonly view: FileView;
  readonly questions: TypeQuestions;
  readonly fragment: Fragment;
  readonly lookup: Lookup;
  readonly shape: Shape;
  /** The part that becomes an argument as it stands, where places differ in it. */
  readonly hole: Node | undefined;
}

/** The place whose code becomes the common one: one of the file that it goes to, so that its names hold there. */
export function modelFor<S extends FragmentSite>(file: string, all: readonly S[]): S {
  const main = mostFrequent(all);
  const model = all.find(({ view }) => view.path === file) ?? all.find(({ view }) => view === main);
  return model as S;
}
