import { testLesson } from '../../../test/harness/lesson.ts';
import { microUtility } from './micro-utility.ts';

testLesson(microUtility);
