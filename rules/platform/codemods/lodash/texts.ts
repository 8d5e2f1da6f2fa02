import { is, type Node } from '../../../engine/typescript.ts';
import type { Verdict } from '../codemod.ts';
import { type LodashCall, type LodashFunction, onReceiver, shortCall, text } from './call.ts';

/** Functions on texts; for `null` and `undefined`, which lodash takes for '', one is put in. */
export const textFunctions: Readonly<Record<string, LodashFunction>> = {
  trim: bare('trim'),
  trimStart: bare('trimStart'),
  trimEnd: bare('trimEnd'),
  toLower: bare('toLowerCase'),
  toUpper: bare('toUpperCase'),
  startsWith: given('startsWith', 2, (each) => each !== undefined),
  endsWith: given('endsWith', 2, (each) => each !== undefined),
  repeat: given('repeat', 2, (each) => each !== undefined && is.isNumericLiteral(each)),
  split: given('split', 2, (each) => each !== undefined && is.isStringLiteral(each) && each.text !== ''),
  replace: given('replace', 3, (each) => each !== undefined),
};

function bare(method: string): LodashFunction {
  return {
    builtIn: `String.prototype.${method}`,
    rewrite(lodash) {
      if (lodash.args.length !== 1) return { blocked: `\`${shortCall(lodash.call)}\` has further arguments` };
      return onReceiver(lodash, text, () => [`.${method}()`]);
    },
  };
}

/** @param accepts what the second argument has to be for both to do the same. */
function given(
  method: string,
  count: number,
  accepts: (second: Node | undefined) => boolean,
): LodashFunction {
  return {
    builtIn: `String.prototype.${method}`,
    rewrite(lodash: LodashCall): Verdict {
      const { args, call } = lodash;
      if (args.length !== count || !accepts(args[1])) {
        return { blocked: `\`${shortCall(call)}\` may do more than \`${method}\`` };
      }
      return onReceiver(lodash, text, () => [`.${method}(`, ...args.slice(1).map(() => null)]);
    },
  };
}
