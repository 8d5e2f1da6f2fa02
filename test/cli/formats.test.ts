import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Log } from 'sarif';
import type { Report } from '../../server/report/report.ts';
import { codeCoach, sample } from './harness.ts';
import { sarifErrors } from './sarif-schema.ts';

describe('every format tells of the same findings', () => {
  test('in the sample', async () => {
    const run = async (format: string, ...more: string[]): Promise<string> => {
      const { code, stdout, stderr } = await codeCoach(['scan', sample, '--format', format, ...more]);
      assert.deepEqual([code, stderr], [1, ''], format);
      return stdout;
    };
    const { findings } = JSON.parse(await run('json')) as Report;
    assert.ok(findings.length > 0);
    const fingerprints = findings.map(({ fingerprint }) => fingerprint).sort();

    const log = JSON.parse(await run('sarif', '--fixes')) as Log;
    assert.deepEqual(sarifErrors(log), []);
    const results = log.runs[0]?.results ?? [];
    assert.deepEqual(results.map((each) => each.partialFingerprints?.['codeCoach/v1']).sort(), fingerprints);

    const gitlab = JSON.parse(await run('gitlab')) as { fingerprint: string }[];
    assert.deepEqual(gitlab.map(({ fingerprint }) => fingerprint).sort(), fingerprints);

    assert.equal((await run('github')).match(/^::(notice|warning|error) file=/gm)?.length, findings.length);
    assert.equal((await run('junit')).match(/<testcase /g)?.length, findings.length);
    const markdown = await run('markdown');
    const text = await run('text');
    const page = await run('html');
    for (const { file, range, rule } of findings) {
      assert.ok(markdown.includes(rule) && text.includes(rule), rule);
      const place = `${file}:${range.start.line}:${range.start.column}`;
      assert.ok(
        [markdown, text, page].every((report) => report.includes(place)),
        place,
      );
    }
  });
});
