/** A type that cannot be told from others when the program runs, with the reason in words for the reader. */
export class CannotCheck extends Error {
  override name = 'CannotCheck';
}
