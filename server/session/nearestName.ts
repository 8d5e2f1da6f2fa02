/** The known name that a mistyped one most likely means; undefined where nothing is close. */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let best = Math.max(2, Math.floor(typed.length / 3)) + 1;
  for (const name of known) {
    // The part after the habit is a name in its own right: `front-of-array` means `stack-shaped/front-of-array`.
    const local = name.slice(name.lastIndexOf('/') + 1);
    const distance = Math.min(editDistance(typed, name), editDistance(typed, local));
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const current = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const substitution = (previous[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j + 1] ?? 0) + 1, (current[j] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
