/** Takes away pieces of a text, ever smaller ones, as long as it still fails; what is left shows what is at fault. */
export async function minimise(text: string, fails: (text: string) => Promise<boolean>): Promise<string> {
  let smallest = text;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < smallest.length; ) {
      const shorter = smallest.slice(0, from) + smallest.slice(from + size);
      if (await fails(shorter)) smallest = shorter;
      else from += size;
    }
  }
  return smallest;
}
