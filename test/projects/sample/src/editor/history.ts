/** The drafts of an invoice text, so that a change can be taken back. */
export class History {
  private readonly undone: string[] = [];
  private current: string;

  constructor(text: string) {
    this.current = text;
  }

  get text(): string {
    return this.current;
  }

  change(text: string): void {
    this.undone.unshift(this.current);
    this.current = text;
  }

  undo(): boolean {
    const previous = this.undone.shift();
    if (previous === undefined) return false;
    this.current = previous;
    return true;
  }
}

/** Takes back changes until the text is no longer empty. */
export function lastFilled(drafts: readonly string[]): string {
  const open: string[] = [];
  for (const draft of drafts) open.unshift(draft);
  let latest = open.shift();
  while (latest === '') latest = open.shift();
  return latest ?? '';
}
