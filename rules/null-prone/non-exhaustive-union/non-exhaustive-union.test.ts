import { testLesson } from '../../../test/harness/lesson.ts';
import { nonExhaustiveUnion } from './non-exhaustive-union.ts';

testLesson(nonExhaustiveUnion);
