import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnyRule } from '../../rules/engine/any-rule.ts';
import { bench, type Files } from './bench.ts';

interface Block {
  readonly kind: 'flagged' | 'fixed' | 'clean';
  readonly files: Files;
  /** Line of the lesson, 1-based, to find the block by. */
  readonly line: number;
}

/**
 * Runs every example of a rule's lesson: a `flagged` block gives one finding or one group of findings, the `fixed`
 * block after it is what the first fix makes of it, and a `clean` block gives nothing. A block of several files
 * has a line `// file: path` or `# file: path` before each.
 */
export function testLesson(rule: AnyRule): void {
  const { id, lesson } = rule.meta;
  const blocks = blocksOf(lesson);
  test(`${id}: the lesson has a flagged and a clean example, and says when this is fine`, () => {
    assert.ok(blocks.some(({ kind }) => kind === 'flagged'));
    assert.ok(blocks.some(({ kind }) => kind === 'clean'));
    assert.match(lesson, /^## When this is fine$/m);
  });
  for (const [index, block] of blocks.entries()) {
    const name = `${id}: lesson.md line ${block.line} is ${block.kind}`;
    if (block.kind === 'fixed') continue;
    test(name, async () => {
      const result = await bench(block.files);
      assert.deepEqual(result.errors, []);
      assert.deepEqual(result.report.problems, []);
      const findings = result.findings(id);
      const things = new Set(findings.map((finding) => finding.group ?? finding.fingerprint));
      assert.equal(things.size, block.kind === 'flagged' ? 1 : 0, JSON.stringify(findings, null, 1));
      const fixed = blocks[index + 1];
      if (block.kind !== 'flagged' || fixed?.kind !== 'fixed') return;
      const [finding] = findings;
      assert.ok(finding);
      const files = result.fixed(finding);
      for (const [file, text] of Object.entries(fixed.files)) assert.equal(files[file], text, file);
      const again = await bench(files);
      assert.deepEqual(again.findings(id), [], 'the fix leaves a finding');
    });
  }
}

function blocksOf(lesson: string): Block[] {
  const blocks: Block[] = [];
  for (const match of lesson.matchAll(/^```(\w+) (flagged|fixed|clean)\n([\s\S]*?)^```$/gm)) {
    const [, language, kind, body] = match;
    blocks.push({
      kind: kind as Block['kind'],
      files: filesOf(body as string, `example.${language}`),
      line: lesson.slice(0, match.index).split('\n').length,
    });
  }
  return blocks;
}

function filesOf(body: string, single: string): Files {
  const parts = body.split(/^(?:\/\/|#) file: (.+)\n/m);
  if (parts.length === 1) return { [single]: body };
  const files: Record<string, string> = {};
  for (let index = 1; index < parts.length; index += 2) {
    files[(parts[index] as string).trim()] = (parts[index + 1] as string).replace(/\n\n$/, '\n');
  }
  return files;
}
