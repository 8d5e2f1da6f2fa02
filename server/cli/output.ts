import { statSync, writeFileSync } from 'node:fs';
import { visibleLine } from '../report/visible.ts';
import { replaceFile } from '../session/replace-file.ts';
import { isFileError } from '../session/texts.ts';
import { Failure } from './failure.ts';

/** More often than that nobody can read it, and a slow terminal would slow the work down. */
const fastestProgressMs = 60;

/**
 * What the terminal is told. A reader that went away (`| head`) ends the writing and is no failure.
 * Reports go to stdout, everything about the run to stderr.
 */
export class Output {
  readonly #stdout: NodeJS.WriteStream;
  readonly #stderr: NodeJS.WriteStream;
  readonly #closed = new Set<NodeJS.WriteStream>();
  readonly #pending = new Set<Promise<void>>();
  #progressShown = false;
  #lastProgress = Number.NEGATIVE_INFINITY;

  constructor(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    for (const stream of [stdout, stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        this.#closed.add(stream);
        if (error.code !== 'EPIPE' && stream === stdout) this.say(`Cannot write: ${error.message}`);
      });
    }
  }

  get isInteractive(): boolean {
    return this.#stderr.isTTY === true;
  }

  /** Width of the terminal in columns; 100 where the reader is none. */
  get width(): number {
    // Some terminals do not know their width and say 0.
    return this.#stdout.isTTY ? Math.max(40, Math.min(this.#stdout.columns || 100, 120)) : 100;
  }

  get stdout(): NodeJS.WriteStream {
    return this.#stdout;
  }

  /** Writes a report; resolves once it is handed over. */
  async print(text: string): Promise<void> {
    this.clearProgress();
    await this.#write(this.#stdout, text);
  }

  /** Says one line about the run. */
  say(line: string): void {
    this.clearProgress();
    void this.#write(this.#stderr, `code-coach: ${visibleLine(line)}\n`);
  }

  /** Shows how far the work is, on the line that is replaced next time; only where a person is watching. */
  progress(text: string): void {
    const now = performance.now();
    if (!this.isInteractive || now - this.#lastProgress < fastestProgressMs) return;
    this.#lastProgress = now;
    this.#progressShown = true;
    void this.#write(this.#stderr, `\r\u001b[K${visibleLine(text)}`);
  }

  clearProgress(): void {
    if (!this.#progressShown) return;
    this.#progressShown = false;
    void this.#write(this.#stderr, '\r\u001b[K');
  }

  /** Resolves when everything written so far is handed over, so that ending the process loses nothing. */
  async drain(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #write(stream: NodeJS.WriteStream, text: string): Promise<void> {
    if (this.#closed.has(stream)) return;
    // An error is told to the listener above; either way nobody needs to wait any longer.
    const written = new Promise<void>((resolve) => {
      stream.write(text, () => resolve());
    });
    this.#pending.add(written);
    await written;
    this.#pending.delete(written);
  }
}

/** Writes a file as a whole; what is no regular file (`/dev/stdout`) is written to directly. */
export function writeReportFile(file: string, text: string): void {
  try {
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing !== undefined && !existing.isFile()) {
      writeFileSync(file, text);
      return;
    }
    replaceFile(file, text);
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
    throw new Failure(
      `Cannot write ${file} (${thrown.code}). Name a file in a folder that exists and is yours.`,
    );
  }
}
