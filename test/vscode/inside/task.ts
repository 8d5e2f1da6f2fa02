import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { type Diagnostic, languages, type Task, tasks } from 'vscode';
import { closeEverything, fileUri, ruleOf, shownFindings, when } from './editor.ts';

const front = 'stack-shaped/front-of-array';

suite('the task', () => {
  teardown(closeEverything);

  test('scans as the terminal does, and puts what it finds into the Problems panel', async () => {
    const [task, ...others] = await tasks.fetchTasks({ type: 'code-coach' });
    assert.ok(task, 'No task is offered');
    assert.equal(others.length, 0);
    const [exitCode] = await Promise.all([run(task), problemOf(front, 'src/history.ts')]);
    // There are warnings among the findings.
    assert.equal(exitCode, 1);
    const problem = await problemOf(front, 'src/history.ts');
    assert.match(problem.message, /is a stack whose top is the front of the array/);
    assert.equal(problem.range.start.line, 5);
    // What the task says is not what the editor found: lists of findings would have each twice.
    assert.deepEqual(shownFindings('src/history.ts'), []);
  });
});

/** Resolves with the exit code. */
async function run(task: Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>((resolve) => {
    const subscription = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.definition.type !== task.definition.type) return;
      subscription.dispose();
      resolve(exitCode);
    });
  });
  await tasks.executeTask(task);
  return await ended;
}

function problemOf(rule: string, path: string): Promise<Diagnostic> {
  return when(languages.onDidChangeDiagnostics, `a problem of the task: ${rule}`, () =>
    languages.getDiagnostics(fileUri(path)).find((each) => ruleOf(each) === rule),
  );
}
