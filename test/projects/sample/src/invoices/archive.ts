import { writeFile } from 'node:fs/promises';
import { mkdirp } from 'mkdirp';
import { rimraf } from 'rimraf';
import type { Invoice } from './invoice.ts';

export async function archive(folder: string, invoices: readonly Invoice[]): Promise<void> {
  await mkdirp(folder);
  for (const invoice of invoices) {
    await writeFile(`${folder}/${invoice.number}.json`, JSON.stringify(invoice, null, 2));
  }
}

export async function clearArchive(folder: string): Promise<void> {
  await rimraf(folder);
}
