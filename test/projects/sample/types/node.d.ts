// The part of Node that the sample and its fixes use.

declare module 'node:fs/promises' {
  export function mkdir(path: string, options: { recursive: true }): Promise<string | undefined>;
  export function readFile(path: string, encoding: 'utf8'): Promise<string>;
  export function rm(
    path: string,
    options?: { recursive?: boolean; force?: boolean; maxRetries?: number },
  ): Promise<void>;
  export function writeFile(path: string, text: string): Promise<void>;
}

declare module 'node:crypto' {
  export function randomUUID(): string;
}

declare module 'node:process' {
  const process: { readonly argv: readonly string[]; exitCode: number | undefined };
  export default process;
}
