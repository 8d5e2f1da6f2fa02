import type { LanguageModelTool, LanguageModelToolInvocationOptions, LanguageModelToolResult } from 'vscode';
import type { CoachServer } from '../server.ts';
import { answer } from './answer.ts';

interface Input {
  readonly rule: string;
}

/** What a rule teaches, with its examples and when not to follow it. */
export class LessonTool implements LanguageModelTool<Input> {
  private readonly server: CoachServer;

  constructor(server: CoachServer) {
    this.server = server;
  }

  async invoke({
    input: { rule },
  }: LanguageModelToolInvocationOptions<Input>): Promise<LanguageModelToolResult> {
    const lesson = await this.server.lesson(rule);
    if (lesson === null) {
      throw new Error(`Code Coach has no rule ${rule}; each finding names the rule it is of, as habit/rule.`);
    }
    return answer(lesson.text);
  }
}
