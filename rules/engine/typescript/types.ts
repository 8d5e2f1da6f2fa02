import type { Checker } from '../typescript.ts';

export interface TypeQuestions {
  readonly checker: Checker;
}
