import { isAtLeast, type PythonVersion } from './version.ts';

/**
 * Whether the condition of a requirement is false on every Python from the given one on, `python_version < "3.11"` for instance. False
 * where anything else decides as well, or the condition is written in a way that is not known.
 */
export function neverHolds(marker: string, minimum: PythonVersion): boolean {
  // Parentheses may change what belongs to what, so nothing is concluded from them.
  if (/[()]/.test(marker)) return false;
  return marker
    .split(/\bor\b/)
    .every((alternative) => alternative.split(/\band\b/).some((each) => isOver(each, minimum)));
}

/** Whether one comparison asks for a Python before the oldest that there is. */
function isOver(comparison: string, minimum: PythonVersion): boolean {
  const parts = /^\s*python(?:_full)?_version\s*(<=?|===?|~=)\s*(["'])(\d+)\.(\d+)(\.\*|\.\d+)?\2\s*$/.exec(
    comparison,
  );
  if (parts === null) return false;
  const [, operator, , major, minor, patch] = parts;
  const version: PythonVersion = `${Number(major)}.${Number(minor)}`;
  // `< "3.11.0"` admits no 3.11; `< "3.11.3"` and `<= "3.11"` admit some.
  const isStrict = operator === '<' && (patch === undefined || /^\.0+$/.test(patch));
  return isStrict ? isAtLeast(minimum, version) : isAtLeast(minimum, version) && minimum !== version;
}
