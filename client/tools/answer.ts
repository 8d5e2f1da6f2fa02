import { LanguageModelTextPart, LanguageModelToolResult, Uri, workspace } from 'vscode';

export function answer(text: string): LanguageModelToolResult {
  return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
}

/**
 * The file that an assistant names: an absolute path, or one relative to a folder of the workspace, with the folder's
 * name before it where there are several.
 * @throws with what is wrong, in words that an assistant can act on.
 */
export async function fileNamed(path: string): Promise<Uri> {
  const folders = workspace.workspaceFolders ?? [];
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
  const candidates = isAbsolute
    ? [Uri.file(path)]
    : folders.flatMap(({ name, uri }) => [
        Uri.joinPath(uri, path),
        ...(path.startsWith(`${name}/`) ? [Uri.joinPath(uri, path.slice(name.length + 1))] : []),
      ]);
  for (const uri of candidates) if (workspace.getWorkspaceFolder(uri) && (await exists(uri))) return uri;
  throw new Error(`There is no file ${path} in the workspace.`);
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
