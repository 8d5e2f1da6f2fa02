import { testLesson } from '../../../test/harness/lesson.ts';
import { manualTop } from './manual-top.ts';

testLesson(manualTop);
