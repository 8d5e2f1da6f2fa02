import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unifiedDiff } from './diff.ts';

test('a diff says what goes and comes in each file, and which file is new', () => {
  const diff = unifiedDiff(
    [
      {
        uri: 'file:///shop/a.ts',
        created: false,
        hunks: [
          {
            oldStart: 3,
            newStart: 3,
            lines: [
              { kind: 'same', text: 'const a = 1;' },
              { kind: 'removed', text: 'a.shift();' },
              { kind: 'added', text: 'a.pop();' },
              { kind: 'added', text: '' },
            ],
          },
        ],
      },
      {
        uri: 'file:///shop/b.ts',
        created: true,
        hunks: [{ oldStart: 0, newStart: 1, lines: [{ kind: 'added', text: 'x' }] }],
      },
    ],
    (uri) => uri.slice('file:///shop/'.length),
  );
  assert.equal(
    diff,
    `--- a/a.ts
+++ b/a.ts
@@ -3,2 +3,3 @@
 const a = 1;
-a.shift();
+a.pop();
+
--- /dev/null
+++ b/b.ts
@@ -0,0 +1,1 @@
+x
`,
  );
});
