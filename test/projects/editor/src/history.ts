/** Undo steps, the latest first. */
export class History {
  private readonly steps: string[] = [];

  record(step: string): void {
    this.steps.unshift(step);
  }

  undo(): string | undefined {
    return this.steps.shift();
  }
}
