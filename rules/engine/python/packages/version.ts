/** A version of the language by its two parts that decide what it has, `3.9`. */
export type PythonVersion = `${number}.${number}`;

/** Whether everything that has the one version's library has the other's too. */
export function isAtLeast(version: PythonVersion, other: PythonVersion): boolean {
  return order(version) >= order(other);
}

export function laterOf(a: PythonVersion, b: PythonVersion): PythonVersion {
  return isAtLeast(a, b) ? a : b;
}

/**
 * The oldest version that a specifier admits, as PEP 440 and Poetry write it: `>=3.8,<4`, `~=3.8`, `==3.11.*`, `^3.8`,
 * `^2.7 || ^3.6`. Null where it names no lower end, or is written in another way.
 */
export function oldestIn(specifier: string): PythonVersion | null {
  const alternatives = specifier.split(/\|\|?/).map((each) => oldestInAll(each));
  return alternatives.reduce((oldest, each) =>
    oldest === null || each === null ? null : isAtLeast(oldest, each) ? each : oldest,
  );
}

/** The latest of the lower ends, as all clauses have to hold. */
function oldestInAll(clauses: string): PythonVersion | null {
  let latest: PythonVersion | null = null;
  // Poetry also takes a space for a comma: `>=3.8 <4`.
  for (const clause of clauses
    .trim()
    .replace(/([<>=!~^])\s+/g, '$1')
    .split(/[\s,]+/)) {
    const parts =
      /^(>=|>|~=|===?|\^|~|<=?|!=)?v?(\d+)(?:\.(\d+|\*))?(?:\.(?:\d+|\*))*(?:(?:a|b|rc)\d+)?$/.exec(clause);
    if (parts === null) {
      if (clause === '' || clause === '*') continue;
      return null;
    }
    const [, operator = '==', major, minor = '0'] = parts;
    if (operator.startsWith('<') || operator === '!=') continue;
    const lower: PythonVersion = `${Number(major)}.${minor === '*' ? 0 : Number(minor)}`;
    latest = latest === null ? lower : laterOf(latest, lower);
  }
  return latest;
}

function order(version: PythonVersion): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
}
