import { text } from 'node:stream/consumers';
import { openPromise } from 'yauzl';

/** Where npm put the compiler for this machine. */
export const compilerPackage = `node_modules/@typescript/typescript-${process.platform}-${process.arch}`;

export interface ZipEntry {
  readonly name: string;
  /** Permissions as on Unix. */
  readonly mode: number;
}

export async function zipEntries(file: string): Promise<ZipEntry[]> {
  const zip = await openPromise(file, { lazyEntries: true });
  const entries: ZipEntry[] = [];
  for await (const { fileName, externalFileAttributes } of zip.eachEntry()) {
    entries.push({ name: fileName, mode: externalFileAttributes >>> 16 });
  }
  return entries;
}

/** Text of one entry; rejects where there is none of that name. */
export async function zipText(file: string, wanted: string): Promise<string> {
  const zip = await openPromise(file, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === wanted) return await text(await zip.openReadStreamPromise(entry));
  }
  throw new Error(`${file} holds no ${wanted}`);
}
