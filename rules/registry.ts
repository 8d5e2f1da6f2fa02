// Generated from the rule folders by `npm run generate`.
import type { Rule } from './engine/typescript/rule.ts';
import { nativeReplacement } from './needless-dependencies/native-replacement/native-replacement.ts';
import { nonExhaustiveUnion } from './null-prone/non-exhaustive-union/non-exhaustive-union.ts';
import { frontOfArray } from './stack-shaped/front-of-array/front-of-array.ts';

export const rules: readonly Rule[] = [nativeReplacement, nonExhaustiveUnion, frontOfArray];
