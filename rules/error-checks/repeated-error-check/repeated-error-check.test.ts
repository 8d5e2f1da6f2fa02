import { testLesson } from '../../../test/harness/lesson.ts';
import { repeatedErrorCheck } from './repeated-error-check.ts';

testLesson(repeatedErrorCheck);
