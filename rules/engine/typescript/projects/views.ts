import type { ConfigText } from '../compiler.ts';
import { isStrict, strictOptions, type WrittenOptions } from './options.ts';
import type { ProjectPlan } from './types.ts';

/** The project's own view and, where that is not strict or does not check JavaScript, the strict one beside it. */
export function viewsOf(
  stem: string,
  options: WrittenOptions,
  files: readonly string[],
  references: readonly string[],
): Pick<ProjectPlan, 'own' | 'strict' | 'analysis' | 'strictByItself'> {
  const hasJavaScript = files.some((file) => /\.[cm]?jsx?$/.test(file));
  const strictByItself = isStrict(options);
  const write = (view: string, compilerOptions: WrittenOptions): ConfigText => ({
    path: `${stem}.${view}.json`,
    text: JSON.stringify(
      { compilerOptions, files, references: references.map((path) => ({ path })) },
      null,
      2,
    ),
  });
  const own = write('own', options);
  const isEnough = strictByItself && (!hasJavaScript || options['checkJs'] === true);
  const strict = isEnough ? null : write('strict', strictOptions(options, hasJavaScript));
  return { own, strict, analysis: strict ?? own, strictByItself };
}
