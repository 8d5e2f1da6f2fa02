import { Range, Uri, workspace } from 'vscode';
import type { Range as Lines } from '../server/protocol.ts';

/** A range of the protocol as VS Code has it. */
export function toRange({ start, end }: Lines): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** A path as the person knows it: within the workspace, or whole. */
export function pathOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}
