/** A text for a message, cut where it is longer than `longest` characters. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 3)}…` : text;
}
