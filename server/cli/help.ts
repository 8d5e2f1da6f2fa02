import { habits } from '../../rules/engine/finding.ts';
import { formatNames } from './arguments.ts';

const target = `  --rule ID            only this rule (repeatable), for instance --rule stack-shaped/front-of-array
  --habit NAME         only this habit: ${habits.join(', ')}
  --config FILE        this settings file in place of the nearest code-coach.json
  --no-cache           do without the cache`;

const scan = `code-coach scan [PATH…] [options]

Reads the TypeScript and JavaScript in the PATHs (default: the working directory) and reports what could be
modelled better. The project around the PATHs is read too, as evidence. It is the nearest folder at or above
them with a package.json, tsconfig.json, jsconfig.json, code-coach.json or .git; paths in reports are relative to it.

  --format NAME        ${formatNames.join(', ')} (default text)
  --output FILE        write the report there instead of printing it
${target}
  --min-severity S     leave out what is quieter: hint, info, warning, error (default hint)
  --fail-on S          exit with 1 from this severity on: hint, info, warning, error, never (default warning)
  --baseline FILE      leave out the findings that this file knows
  --update-baseline    write all findings to the baseline (default code-coach-baseline.json), and prune what is gone
  --since GIT-REF      only findings that touch lines changed since the branch left GIT-REF, also uncommitted
                       ones; a finding counts too where a place it rests on (its evidence) has changed
  --fixes              compute and check every fix, for --format json and sarif
  --quiet              only the findings: no progress, no summary
  --stats              where the time went, per rule, and how many types stayed unresolved

Exit codes
  0  nothing at or above --fail-on
  1  something at or above --fail-on
  2  wrong usage or a failure, said in one line on stderr; also after Ctrl-C, with the part that was found

Examples
  code-coach scan                                          the working directory
  code-coach scan src --habit null-prone                   one habit in one folder
  code-coach scan --since origin/main --format github      only what a pull request touches
  code-coach scan --update-baseline                        accept what is there today …
  code-coach scan --baseline code-coach-baseline.json      … and report only what is new
`;

const fix = `code-coach fix [PATH…] [options]

Applies the fixes of kind "safe", one at a time. Each is type-checked and its rule is run again before it is written;
one that does not pass is refused and named. Where a finding has several fixes, the first that passes is written, and
those before it are named with the reason. Files outside the workspace are never written.

${target}
  --fingerprint ID     only this finding (repeatable); ids are in the JSON of a scan
  --dry-run            write nothing; print a unified diff, which \`git apply\` takes
  --review             also the fixes of kind "review", which may change behaviour: read the diff
  --force              even though files are not committed, so that git could not bring them back
  --format NAME        text, json (default text)

Exit codes
  0  every offered fix was applied
  1  some were refused (named, with the reason)
  2  wrong usage or a failure, said in one line on stderr

Examples
  code-coach fix --dry-run                                 see what would change
  code-coach fix src --rule stack-shaped/front-of-array    one rule in one folder
`;

const overview = `Code Coach shows where code could be modelled better, explains why, and offers to do the change.

  code-coach scan [PATH…]     report what could be better
  code-coach fix [PATH…]      apply the fixes that keep behaviour
  code-coach explain RULE     what a rule sees, why it matters, what to do
  code-coach rules            all rules; --format json for programs
  code-coach --version
  code-coach --help           this; \`code-coach scan --help\` and \`code-coach fix --help\` list the options

Start with
  code-coach scan                                 the working directory
  code-coach explain stack-shaped/front-of-array  the lesson behind a finding
  code-coach fix --dry-run                        what could be fixed, as a diff

Settings stand in code-coach.json, for the editor and the terminal alike:
  { "rules": { "null-prone": "warning", "stack-shaped/front-of-array": "off" }, "exclude": ["generated/**"] }
One place is silenced by a comment with a reason:
  // code-coach-ignore-next-line stack-shaped/front-of-array -- three entries at most

Exit codes: 0 nothing to fail on, 1 findings (scan) or refused fixes (fix), 2 wrong usage or a failure.
`;

const explain = `code-coach explain RULE

Prints what a rule sees, why it matters, what to do, and when it is fine. The habit may be left out.

  code-coach explain front-of-array
`;

const rules = `code-coach rules [--format text|json]

Lists all rules with their severity.
`;

const topics: Readonly<Record<string, string>> = { scan, fix, explain, rules };

/** The help text of a command; the overview where there is no such command. */
export function helpText(topic: string | null): string {
  return (topic === null ? undefined : topics[topic]) ?? overview;
}
