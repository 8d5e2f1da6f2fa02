import type { FreedPackage, Severity } from '../../../rules/engine/finding.ts';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import type { Report } from '../../report/report.ts';
import type { Totals } from '../../report/trend.ts';
import type { Silenced } from '../../session/session.ts';

/** Everything a format may use: it turns data into text and asks nobody. */
export interface FormatInput {
  readonly report: Report;
  readonly rules: readonly RuleMeta[];
  /** Version of Code Coach. */
  readonly version: string;
  readonly failOn: Severity | 'never';
  /** Only findings, neither summary nor advice. */
  readonly quiet: boolean;
  /** The person asked for certain rules, so nothing is shortened. */
  readonly narrowed: boolean;
  /** Columns to wrap at. */
  readonly width: number;
  readonly paint: Paint;
  /** Further lines for the summary, such as what the baseline left out. */
  readonly notes: readonly string[];
  /** Comments that silence a finding. */
  readonly silenced: readonly Silenced[];
  /** Packages that following the advice takes out, heaviest first; beside the report, whose fields are a contract. */
  readonly freed: readonly FreedPackage[];
  /** When the scan was made, as `Date.toISOString` writes it. */
  readonly date: string;
  /** What the report said that this one takes the place of. */
  readonly before: Totals | null;
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green' | 'underline';

/** Colours a text where the reader wants colours. */
export type Paint = (style: Style, text: string) => string;

/** @returns the whole report, ending in a line feed. */
export type Formatter = (input: FormatInput) => string;
