/** Puts things that touch files into as few lists as there is need for, so that no two in a list touch the same file. */
export function disjointBatches<T extends { readonly texts: ReadonlyMap<string, string> }>(
  candidates: readonly T[],
): T[][] {
  const batches: T[][] = [];
  /** Per file the first batch that is still free of it: one look per touched file, however many batches there are. */
  const nextFree = new Map<string, number>();
  for (const candidate of candidates) {
    const files = [...candidate.texts.keys()];
    const at = Math.max(0, ...files.map((file) => nextFree.get(file) ?? 0));
    for (const file of files) nextFree.set(file, at + 1);
    const batch = batches[at];
    if (batch === undefined) batches.push([candidate]);
    else batch.push(candidate);
  }
  return batches;
}
