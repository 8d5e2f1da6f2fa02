import { type Disposable, lm } from 'vscode';
import type { CoachServer } from '../server.ts';
import { FindingsTool } from './findingsTool.ts';
import { FixTool } from './fixTool.ts';
import { LessonTool } from './lessonTool.ts';

/**
 * What an assistant in VS Code may ask for: findings with their evidence, the lesson of a rule, and a fix that was
 * checked, which it may apply once the person has agreed. The manifest says to the assistant what each is for.
 */
export function languageModelTools(server: CoachServer): Disposable[] {
  return [
    lm.registerTool('codeCoach_findings', new FindingsTool(server)),
    lm.registerTool('codeCoach_lesson', new LessonTool(server)),
    lm.registerTool('codeCoach_fix', new FixTool(server)),
  ];
}
