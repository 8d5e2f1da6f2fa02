import type { RuleId } from './finding.ts';

/** What one rule cost and looked at. Times in milliseconds. */
export interface RuleAccount {
  suspectMs: number;
  judgeMs: number;
  reduceMs: number;
  suspects: number;
}

/** The time account of a run: what `--stats` prints, and the counts of work that tests assert. */
export class Account {
  readonly rules = new Map<RuleId, RuleAccount>();
  nodes = 0;
  files = 0;
  /** How often the facts of one rule over the whole program were reduced. */
  reductions = 0;
  typesAsked = 0;
  typesUnresolved = 0;

  of(rule: RuleId): RuleAccount {
    let account = this.rules.get(rule);
    if (account === undefined) {
      account = { suspectMs: 0, judgeMs: 0, reduceMs: 0, suspects: 0 };
      this.rules.set(rule, account);
    }
    return account;
  }
}
