/** The files of a new rule for Python. */
export const rule = (id, camel) => `import type { PythonNode } from '../../engine/python/node.ts';
import { definePythonRule } from '../../engine/python/rule.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import lesson from './lesson.md';

/** Say here what the rule takes for evidence, and what it leaves alone. */
export const ${camel} = definePythonRule<PythonNode>({
  meta: { id: '${id}', title: 'Name the flaw in one line', severity: 'hint', language: 'python', lesson },
  kinds: ['call'],

  // Sees every call of the program: reject what a look at the syntax can reject.
  suspect(node) {
    return node.child('function')?.text === '${camel}Example' ? node : undefined;
  },

  judge(call, { file }) {
    return {
      file: file.path,
      span: spanOfPython(call),
      ...identifyPython(call),
      message: 'What is the matter, why it matters, what to do about it.',
    };
  },
});
`;

export const test = (id, name, camel) => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { ${camel} } from './${name}.ts';

testLesson(${camel});

test('the nearest clean code is left alone', async () => {
  const { findings } = await bench({ 'src/clean.py': 'answer = 42\\n' });
  assert.deepEqual(findings('${id}'), []);
});
`;

export const lesson = (camel) => `# Name the flaw in one line

One paragraph: what the code does and what that costs.

## What happens

## Why it matters

## What to do

\`\`\`py flagged
value = ${camel}Example()
\`\`\`

## When this is fine

\`\`\`py clean
value = 42
\`\`\`
`;
