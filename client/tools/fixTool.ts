import {
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
  type LanguageModelToolInvocationPrepareOptions,
  type LanguageModelToolResult,
  MarkdownString,
  type PreparedToolInvocation,
  workspace,
} from 'vscode';
import type { ExplainResult } from '../../server/protocol.ts';
import { unifiedDiff } from '../api/diff.ts';
import { pathOf } from '../places.ts';
import type { CoachServer } from '../server.ts';
import { answer, fileNamed } from './answer.ts';

interface Input {
  readonly path: string;
  readonly fingerprint: string;
  readonly fix?: number;
  readonly apply?: boolean;
}

interface Fix {
  readonly uri: string;
  readonly title: string;
  readonly kind: ExplainResult['fixes'][number]['kind'];
  readonly diff: string;
}

/** A fix that was checked: its diff and, where that is asked for and the person agrees, the change itself. */
export class FixTool implements LanguageModelTool<Input> {
  private readonly server: CoachServer;

  constructor(server: CoachServer) {
    this.server = server;
  }

  /** Reading asks nobody; before anything is changed the person sees what. */
  async prepareInvocation({
    input,
  }: LanguageModelToolInvocationPrepareOptions<Input>): Promise<PreparedToolInvocation> {
    if (input.apply !== true) return { invocationMessage: `Checking a fix in ${input.path}` };
    const { title, diff } = await this.fix(input);
    const message = new MarkdownString().appendText(`${title}\n`).appendCodeblock(diff, 'diff');
    return {
      invocationMessage: `Applying a fix in ${input.path}`,
      confirmationMessages: { title: 'Apply this fix of Code Coach?', message },
    };
  }

  async invoke({ input }: LanguageModelToolInvocationOptions<Input>): Promise<LanguageModelToolResult> {
    const { uri, title, kind, diff } = await this.fix(input);
    if (input.apply !== true) {
      const promise =
        kind === 'safe' ? 'what the code does stays the same' : 'it may change what the code does';
      return answer(`${title}\nType-checked; ${promise}. Nothing is changed yet.\n\n${diff}`);
    }
    const { fingerprint, fix = 0 } = input;
    const { edit, reason } = await this.server.fix({ uri, fingerprint, fix, preview: false });
    if (edit === undefined) throw new Error(`Nothing was changed: ${reason}`);
    if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) {
      throw new Error('Nothing was changed: the person did not take the fix, or the code has changed.');
    }
    return answer(`Applied: ${title}\n\n${diff}`);
  }

  private async fix({ path, fingerprint, fix: index = 0 }: Input): Promise<Fix> {
    const uri = (await fileNamed(path)).toString();
    const explanation = await this.server.explain({ uri, at: { fingerprint } });
    if (explanation === null) {
      throw new Error(
        `${path} has no finding ${fingerprint} any more. Ask codeCoach_findings for what is there.`,
      );
    }
    const fix = explanation.fixes[index];
    if (fix === undefined) throw new Error(`The finding has no fix ${index}.`);
    const { title, kind, reason, patches } = fix;
    if (reason !== null) throw new Error(`“${title}” is not offered here: ${reason}`);
    return { uri, title, kind, diff: unifiedDiff(patches, pathOf) };
  }
}
