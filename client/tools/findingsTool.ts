import type {
  CancellationToken,
  LanguageModelTool,
  LanguageModelToolInvocationOptions,
  LanguageModelToolResult,
} from 'vscode';
import { pathOf } from '../places.ts';
import type { CoachServer } from '../server.ts';
import { answer, fileNamed } from './answer.ts';
import { findingsText } from './findingsText.ts';

interface Input {
  readonly path?: string;
  readonly rule?: string;
}

/** Findings of a file or of the workspace, as text. */
export class FindingsTool implements LanguageModelTool<Input> {
  private readonly server: CoachServer;

  constructor(server: CoachServer) {
    this.server = server;
  }

  prepareInvocation({ input: { path } }: { readonly input: Input }) {
    return { invocationMessage: `Asking Code Coach about ${path ?? 'the workspace'}` };
  }

  async invoke(
    { input: { path, rule = '' } }: LanguageModelToolInvocationOptions<Input>,
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    const uri = path === undefined ? null : (await fileNamed(path)).toString();
    const findings = await this.server.findings(uri, token);
    const wanted = findings.filter((each) => each.rule === rule || each.rule.startsWith(`${rule}/`) || !rule);
    return answer(findingsText(wanted, pathOf));
  }
}
