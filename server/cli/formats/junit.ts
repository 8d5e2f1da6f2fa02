import { type ReportedFinding, reaches } from '../../report/report.ts';
import { visible } from '../../report/visible.ts';
import type { Formatter } from './format.ts';

/** JUnit XML: a suite per file, a case per finding. Only what counts for `--fail-on` is a failure. */
export const junit: Formatter = ({ report, failOn }) => {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of report.findings) {
    const list = byFile.get(finding.file);
    if (list === undefined) byFile.set(finding.file, [finding]);
    else list.push(finding);
  }
  const failures = (findings: readonly ReportedFinding[]): number =>
    findings.filter(({ severity }) => reaches(severity, failOn)).length;
  const suites = [...byFile].map(([file, findings]) => {
    const cases = findings.map((finding) => {
      const { rule, severity, message, range, fingerprint } = finding;
      const place = `${file}:${range.start.line}:${range.start.column}`;
      const name = attribute(`${rule} at line ${range.start.line} (${fingerprint})`);
      const text = escapeXml(`${place}\n${message}`);
      const body = reaches(severity, failOn)
        ? `<failure type=${attribute(severity)} message=${attribute(message)}>${text}</failure>`
        : `<system-out>${text}</system-out>`;
      return `    <testcase name=${name} classname=${attribute(file)}>${body}</testcase>\n`;
    });
    return `  <testsuite name=${attribute(file)} tests="${findings.length}" failures="${failures(findings)}" errors="0">\n${cases.join('')}  </testsuite>\n`;
  });
  // Some readers take a report without any case for a broken run.
  const clean =
    '  <testsuite name="Code Coach" tests="1" failures="0" errors="0">\n    <testcase name="no findings" classname="Code Coach"/>\n  </testsuite>\n';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Code Coach" tests="${Math.max(1, report.findings.length)}" failures="${failures(report.findings)}" errors="0">\n${suites.length === 0 ? clean : suites.join('')}</testsuites>\n`;
};

function attribute(text: string): string {
  return `"${escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;
}

/** XML 1.0 has no way to write most control characters, so they are spelled out. */
function escapeXml(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
