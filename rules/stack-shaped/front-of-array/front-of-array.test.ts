import { testLesson } from '../../../test/harness/lesson.ts';
import { frontOfArray } from './front-of-array.ts';

testLesson(frontOfArray);
