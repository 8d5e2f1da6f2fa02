// Generated from the rule folders by `npm run generate`.
import type { AnyRule } from './engine/any-rule.ts';
import { lostCause } from './error-checks/lost-cause/lost-cause.ts';
import { messageMatching } from './error-checks/message-matching/message-matching.ts';
import { pyLostCause } from './error-checks/py-lost-cause/py-lost-cause.ts';
import { pyMessageMatching } from './error-checks/py-message-matching/py-message-matching.ts';
import { pyRepeatedCatch } from './error-checks/py-repeated-catch/py-repeated-catch.ts';
import { pyRepeatedErrorCheck } from './error-checks/py-repeated-error-check/py-repeated-error-check.ts';
import { pyRepeatedErrorMessage } from './error-checks/py-repeated-error-message/py-repeated-error-message.ts';
import { repeatedCatch } from './error-checks/repeated-catch/repeated-catch.ts';
import { repeatedErrorCheck } from './error-checks/repeated-error-check/repeated-error-check.ts';
import { repeatedErrorMessage } from './error-checks/repeated-error-message/repeated-error-message.ts';
import { statusLadder } from './error-checks/status-ladder/status-ladder.ts';
import { manifest } from './needless-dependencies/manifest/manifest.ts';
import { microUtility } from './needless-dependencies/micro-utility/micro-utility.ts';
import { nativeReplacement } from './needless-dependencies/native-replacement/native-replacement.ts';
import { overlapping } from './needless-dependencies/overlapping/overlapping.ts';
import { pyDeprecatedCall } from './needless-dependencies/py-deprecated-call/py-deprecated-call.ts';
import { pyManifest } from './needless-dependencies/py-manifest/py-manifest.ts';
import { pyNativeReplacement } from './needless-dependencies/py-native-replacement/py-native-replacement.ts';
import { ambiguousNullReturn } from './null-prone/ambiguous-null-return/ambiguous-null-return.ts';
import { flagAndValue } from './null-prone/flag-and-value/flag-and-value.ts';
import { nonExhaustiveUnion } from './null-prone/non-exhaustive-union/non-exhaustive-union.ts';
import { optionalBag } from './null-prone/optional-bag/optional-bag.ts';
import { pyAmbiguousNoneReturn } from './null-prone/py-ambiguous-none-return/py-ambiguous-none-return.ts';
import { pyNonExhaustiveUnion } from './null-prone/py-non-exhaustive-union/py-non-exhaustive-union.ts';
import { pyOptionalBag } from './null-prone/py-optional-bag/py-optional-bag.ts';
import { pyRepeatedNoneCheck } from './null-prone/py-repeated-none-check/py-repeated-none-check.ts';
import { pyUncheckedLookup } from './null-prone/py-unchecked-lookup/py-unchecked-lookup.ts';
import { repeatedNullCheck } from './null-prone/repeated-null-check/repeated-null-check.ts';
import { uncheckedLookup } from './null-prone/unchecked-lookup/unchecked-lookup.ts';
import { untypedBoundary } from './null-prone/untyped-boundary/untyped-boundary.ts';
import { bracketCounters } from './stack-shaped/bracket-counters/bracket-counters.ts';
import { copiedStack } from './stack-shaped/copied-stack/copied-stack.ts';
import { deepRecursion } from './stack-shaped/deep-recursion/deep-recursion.ts';
import { frontOfArray } from './stack-shaped/front-of-array/front-of-array.ts';
import { handNesting } from './stack-shaped/hand-nesting/hand-nesting.ts';
import { manualTop } from './stack-shaped/manual-top/manual-top.ts';
import { nearestLargerScan } from './stack-shaped/nearest-larger-scan/nearest-larger-scan.ts';
import { pyBracketCounters } from './stack-shaped/py-bracket-counters/py-bracket-counters.ts';
import { pyCopiedStack } from './stack-shaped/py-copied-stack/py-copied-stack.ts';
import { pyDeepRecursion } from './stack-shaped/py-deep-recursion/py-deep-recursion.ts';
import { pyFrontOfList } from './stack-shaped/py-front-of-list/py-front-of-list.ts';
import { pyListAsQueue } from './stack-shaped/py-list-as-queue/py-list-as-queue.ts';
import { pyReplaceUntilStable } from './stack-shaped/py-replace-until-stable/py-replace-until-stable.ts';
import { replaceUntilStable } from './stack-shaped/replace-until-stable/replace-until-stable.ts';

export const rules: readonly AnyRule[] = [
  lostCause,
  messageMatching,
  pyLostCause,
  pyMessageMatching,
  pyRepeatedCatch,
  pyRepeatedErrorCheck,
  pyRepeatedErrorMessage,
  repeatedCatch,
  repeatedErrorCheck,
  repeatedErrorMessage,
  statusLadder,
  manifest,
  microUtility,
  nativeReplacement,
  overlapping,
  pyDeprecatedCall,
  pyManifest,
  pyNativeReplacement,
  ambiguousNullReturn,
  flagAndValue,
  nonExhaustiveUnion,
  optionalBag,
  pyAmbiguousNoneReturn,
  pyNonExhaustiveUnion,
  pyOptionalBag,
  pyRepeatedNoneCheck,
  pyUncheckedLookup,
  repeatedNullCheck,
  uncheckedLookup,
  untypedBoundary,
  bracketCounters,
  copiedStack,
  deepRecursion,
  frontOfArray,
  handNesting,
  manualTop,
  nearestLargerScan,
  pyBracketCounters,
  pyCopiedStack,
  pyDeepRecursion,
  pyFrontOfList,
  pyListAsQueue,
  pyReplaceUntilStable,
  replaceUntilStable,
];
