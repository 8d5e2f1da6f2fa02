import { URI } from 'vscode-uri';

/** Absolute path with forward slashes of a `file:` URI; undefined for every other scheme. */
export function fileOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== 'file') return undefined;
  // A backslash is an ordinary character of a file's name everywhere but on Windows.
  return process.platform === 'win32' ? parsed.fsPath.replaceAll('\\', '/') : parsed.fsPath;
}

export function uriOf(file: string): string {
  return URI.file(file).toString();
}
