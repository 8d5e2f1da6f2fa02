import { transform } from 'esbuild';

/**
 * Runs the text of a TypeScript module that imports nothing and gives its exports, so that a test can compare
 * what code does before and after a fix.
 */
export async function load(text: string): Promise<Record<string, unknown>> {
  const { code } = await transform(text, { loader: 'ts', format: 'esm', target: 'node20' });
  return (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as Record<
    string,
    unknown
  >;
}
