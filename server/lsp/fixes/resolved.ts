import type { WorkspaceEdit } from 'vscode-languageserver/node';

/** What became of an action that somebody picked: its edit, or why there is none. */
export interface Resolved {
  readonly edit?: WorkspaceEdit;
  readonly reason: string;
}

/** `only` names kinds and with each of them the kinds below it; none at all stands for every kind. */
export function wantsKind(only: readonly string[] | undefined, kind: string): boolean {
  return (
    only === undefined || only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`))
  );
}
