import { habits, severities } from '../../rules/engine/finding.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import { languages } from './session.ts';

/** The JSON schema of `code-coach.json`, with every rule and option by name, so that editors complete them. */
export function settingsSchema(rules: readonly RuleMeta[]): object {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const severity = { $ref: '#/definitions/severity' };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Code Coach settings',
    description:
      'Settings of Code Coach for the folder that holds this file, in the editor and the terminal.',
    type: 'object',
    additionalProperties: false,
    allowTrailingCommas: true,
    definitions: {
      severity: {
        enum: ['off', ...severities],
        description: 'How loudly a finding is said; "off" silences it.',
      },
    },
    properties: {
      $schema: { type: 'string' },
      rules: {
        type: 'object',
        description: "Severity per rule or habit. A rule's own entry wins over its habit's.",
        additionalProperties: false,
        properties: Object.fromEntries([
          ...habits.map((habit) => [habit, { ...severity, description: `All rules of ${habit}.` }]),
          ...sorted.map((rule) => [
            rule.id,
            { ...severity, description: `${rule.title} (default: ${rule.severity})` },
          ]),
        ]),
      },
      options: {
        type: 'object',
        description: 'Thresholds per rule.',
        additionalProperties: false,
        properties: Object.fromEntries(
          sorted
            .filter((rule) => Object.keys(rule.options ?? {}).length > 0)
            .map((rule) => [
              rule.id,
              {
                type: 'object',
                description: rule.title,
                additionalProperties: false,
                properties: Object.fromEntries(
                  Object.entries(rule.options ?? {}).map(([name, value]) => [
                    name,
                    { type: 'number', minimum: 0, default: value },
                  ]),
                ),
              },
            ]),
        ),
      },
      languages: {
        type: 'object',
        description: 'Languages that are not analysed where it says false.',
        additionalProperties: false,
        properties: Object.fromEntries(languages.map((name) => [name, { type: 'boolean', default: true }])),
      },
      minSeverity: {
        enum: [...severities],
        default: 'hint',
        description: 'Findings that are quieter are left out.',
      },
      exclude: {
        type: 'array',
        description:
          'Globs of files and folders that are not analysed, relative to the folder of this file. Without a slash a glob matches at any depth.',
        items: { type: 'string', minLength: 1, pattern: '^[^!]' },
      },
    },
  };
}
