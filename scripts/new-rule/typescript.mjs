/** The files of a new rule for TypeScript and JavaScript. */
export const rule = (id, camel) => `import { defineRule } from '../../engine/typescript/rule.ts';
import { identify, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import lesson from './lesson.md';

interface Suspicion {
  readonly call: Node;
}

/** Say here what the rule takes for evidence, and what it leaves alone. */
export const ${camel} = defineRule<Suspicion>({
  meta: { id: '${id}', title: 'Name the flaw in one line', severity: 'hint', language: 'typescript', lesson },
  kinds: [SyntaxKind.CallExpression],

  // Phase 1 sees every call of the program and has no checker: reject what syntax alone can reject.
  suspect(node) {
    if (!is.isCallExpression(node) || !is.isIdentifier(node.expression)) return undefined;
    if (node.expression.text !== '${camel}Example') return undefined;
    return { data: { call: node }, types: [node] };
  },

  // Phase 2 gets the types asked for, in order. No types, no report.
  judge({ call }, { types: [type] }, { file }) {
    if (isUnresolved(type)) return undefined;
    return {
      file: file.path,
      span: spanOf(call),
      ...identify(call),
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
  const { findings } = await bench({ 'src/clean.ts': 'export const answer = 42;\\n' });
  assert.deepEqual(findings('${id}'), []);
});
`;

export const lesson = (camel) => `# Name the flaw in one line

One paragraph: what the code does and what that costs.

## What happens

## Why it matters

## What to do

\`\`\`ts flagged
declare function ${camel}Example(): number;
export const value = ${camel}Example();
\`\`\`

## When this is fine

\`\`\`ts clean
export const value = 42;
\`\`\`
`;
