import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compilerPath } from '../../../server/compilerPath.ts';
import { is, type Node } from '../typescript.ts';
import { typesAt } from './batch.ts';
import { Compiler } from './compiler.ts';
import { walk } from './syntax.ts';

test('a type that the compiler panics on has no answer, and the others of its batch have theirs', () => {
  const compiler = new Compiler(compilerPath(process.cwd()), '/', true);
  try {
    const config = '/virtual/tsconfig.json';
    const file = '/virtual/order.ts';
    compiler.setOverlay(
      file,
      'export const count = 3;\nexport const none: [] = [];\nexport const name = "x";\n',
    );
    compiler.update({
      open: [{ path: config, text: JSON.stringify({ compilerOptions: { strict: true }, files: [file] }) }],
    });
    const project = compiler.project(config);
    const source = project?.program.getSourceFile(file);
    assert.ok(project && source);
    const values: Node[] = [];
    walk(source, (node) => {
      if (is.isVariableDeclaration(node) && node.initializer !== undefined) values.push(node.initializer);
    });
    const types = typesAt(project, values);
    assert.deepEqual(
      types.map((type) => type && project.checker.typeToString(type)),
      ['3', undefined, '"x"'],
    );
  } finally {
    compiler.close();
  }
});
