import { pathToFileURL } from 'node:url';
import type { Log, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../../../rules/engine/finding.ts';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import type { ReportedFinding, ReportedPlace, ReportedRange } from '../../report/report.ts';
import { visibleJson } from '../../report/visible.ts';
import type { Formatter } from './format.ts';

/** SARIF 2.1.0, for code scanning services and viewers. */
export const sarif: Formatter = ({ report, rules, version }) => {
  const descriptors = rules.map(describe);
  for (const { rule } of report.findings) {
    if (!descriptors.some(({ id }) => id === rule)) descriptors.push({ id: rule });
  }
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  const problems = report.summary.skipped.filter(({ reason }) => reason === 'problem');
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Code Coach', semanticVersion: version, rules: descriptors } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { uri: `${pathToFileURL(report.root).href.replace(/\/$/, '')}/` } },
        invocations: [
          {
            executionSuccessful: !report.summary.skipped.some(({ reason }) => reason === 'interrupted'),
            toolExecutionNotifications: problems.map(({ file, message, line }) => ({
              level: 'warning',
              message: { text: message ?? '' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: artifact(file ?? '.'),
                    ...(line === null ? {} : { region: { startLine: line } }),
                  },
                },
              ],
            })),
          },
        ],
        results: report.findings.map((finding) => resultOf(finding, indexes.get(finding.rule) ?? -1)),
      },
    ],
  };
  return `${visibleJson(log, 2)}\n`;
};

function describe(rule: RuleMeta): ReportingDescriptor {
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: rule.title },
    help: { text: rule.lesson, markdown: rule.lesson },
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: { tags: [rule.id.slice(0, rule.id.indexOf('/'))] },
  };
}

function resultOf(finding: ReportedFinding, ruleIndex: number): Result {
  const fixes = finding.fixes.filter(({ verified }) => verified);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levelOf(finding.severity),
    message: { text: finding.message },
    locations: [{ physicalLocation: locate(finding) }],
    relatedLocations: finding.related.map((related, id) => ({
      id,
      message: { text: related.message },
      physicalLocation: locate(related),
    })),
    partialFingerprints: { 'codeCoach/v1': finding.fingerprint },
    fixes: fixes.map(({ title, edits }) => ({
      description: { text: title },
      artifactChanges: [...new Set(edits.map(({ file }) => file))].map((file) => ({
        artifactLocation: artifact(file),
        replacements: edits
          .filter((edit) => edit.file === file)
          .map(({ range, newText }) => ({
            deletedRegion: region(range),
            insertedContent: { text: newText },
          })),
      })),
    })),
    properties: { severity: finding.severity, group: finding.group, fixable: finding.fixable },
  };
}

function levelOf(severity: Severity): 'note' | 'warning' | 'error' {
  return severity === 'hint' || severity === 'info' ? 'note' : severity;
}

function locate({ file, range }: ReportedPlace): PhysicalLocation {
  return { artifactLocation: artifact(file), region: region(range) };
}

function region({ start, end }: ReportedRange): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifact(file: string): { uri: string; uriBaseId?: string } {
  const isAbsolute = file.startsWith('/') || /^[A-Za-z]:/.test(file);
  if (isAbsolute) return { uri: pathToFileURL(file).href };
  return { uri: file.split('/').map(encodeSegment).join('/'), uriBaseId: 'SRCROOT' };
}

function encodeSegment(segment: string): string {
  // Half a surrogate pair has no encoding, and a round trip through UTF-8 replaces it.
  return encodeURIComponent(Buffer.from(segment).toString());
}
