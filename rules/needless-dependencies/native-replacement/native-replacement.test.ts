import { testLesson } from '../../../test/harness/lesson.ts';
import { nativeReplacement } from './native-replacement.ts';

testLesson(nativeReplacement);
