import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { ambiguousNullReturn } from './ambiguous-null-return.ts';

const { id } = ambiguousNullReturn.meta;

testLesson(ambiguousNullReturn);

const model = `
export interface Parcel { readonly weight: number; readonly lost: boolean }
export declare const depot: {
  fetch(id: string): Promise<Parcel>;
  find(id: string): Promise<Parcel | null>;
};
`;
const sender = `
import { load } from './load.ts';
export async function send(id: string): Promise<number> {
  const parcel = await load(id);
  if (!parcel) throw new Error('There is no such parcel');
  return parcel.weight;
}
`;

/** The findings on a function \`load\` with the given body, whose caller throws where there is nothing. */
async function findingsOn(body: string, caller = sender, name = 'src/load.ts') {
  const result = await bench({
    'src/model.ts': model,
    [name]: `import { depot, type Parcel } from './model.ts';\nexport async function load(id: string): Promise<Parcel | null> {\n${body}\n}\n`,
    'src/send.ts': caller,
  });
  assert.deepEqual(result.errors, []);
  return result.findings(id);
}

describe('what is a different reason', () => {
  const failsAndMisses = `
    try {
      const parcel = await depot.find(id);
      if (!parcel) return null;
      return parcel;
    } catch {
      return null;
    }`;

  test('a failure beside an absence is two, beside a refusal three', async () => {
    const [two] = await findingsOn(failsAndMisses);
    assert.equal(two?.severity, 'info');
    assert.match(two.message, /for 2 reasons: when `parcel` is missing and when `depot\.find` fails/);
    assert.match(two.message, /one says "There is no such parcel" for all of them/);
    const [three] = await findingsOn(
      failsAndMisses.replace('return parcel;', 'if (parcel.lost) return null;\n      return parcel;'),
    );
    assert.equal(three?.severity, 'warning');
  });

  test('what is passed on may be missing by its type', async () => {
    const body = `try { return await depot.find(id); } catch { return null; }`;
    assert.equal((await findingsOn(body)).length, 1);
    assert.equal((await findingsOn(body.replace('find', 'fetch'))).length, 0);
  });

  test('several exits for a failure, or for what the caller gave, are one', async () => {
    const failures = `
      if (id === '') return null;
      try { await depot.fetch('0'); } catch { return null; }
      try { return await depot.fetch(id); } catch { return null; }`;
    assert.equal((await findingsOn(failures)).length, 0);
  });

  test('absences of one chain are one, and look-ups alone are quiet', async () => {
    const body = `
      const parcel = await depot.find(id);
      if (!parcel) return null;
      if (!parcel.weight) return null;
      return parcel;`;
    assert.equal((await findingsOn(body)).length, 0);
  });

  test('an empty list is an absence, however its length is compared', async () => {
    const body = (test: string): string => `
      try {
        const parcels = [await depot.fetch(id)];
        ${test}
        return null;
      } catch { return null; }`;
    for (const test of [
      'if (parcels.length > 0) return parcels[0] as Parcel;',
      'if (parcels.length >= 1) return parcels[0] as Parcel;',
      'if (parcels.length !== 0) return parcels[0] as Parcel;',
    ]) {
      const [finding] = await findingsOn(body(test));
      assert.match(finding?.message ?? '', /when `parcels` is missing/, test);
    }
  });

  test('a catch that asks which error it is has told the reasons apart', async () => {
    const body = `
      try { return await depot.find(id); }
      catch (error) { if ((error as Error).name === 'NotFound') return null; throw error; }`;
    assert.equal((await findingsOn(body)).length, 0);
  });

  test('input that cannot be parsed is not a failure of the outside', async () => {
    const body = `
      try {
        const parcel = JSON.parse(id) as Parcel;
        if (parcel.lost) return null;
        return parcel;
      } catch { return null; }`;
    assert.equal((await findingsOn(body)).length, 0);
  });

  test('a comment or a name that says that it does not matter is believed', async () => {
    const said = failsAndMisses.replace(
      'catch {',
      'catch {\n      // Best effort: the list is complete without it.',
    );
    assert.equal((await findingsOn(said)).length, 0);
    const plain = failsAndMisses.replace('catch {', 'catch {\n      // The depot is closed at night.');
    assert.equal((await findingsOn(plain)).length, 1);
  });

  test('callers that take a default do not care', async () => {
    const caller = sender.replace(
      /const parcel[\s\S]*weight;/,
      `const parcel = await load(id);\n  return parcel?.weight ?? 0;`,
    );
    assert.equal((await findingsOn(failsAndMisses, caller)).length, 0);
  });

  test('a caller that notes it for debugging says nothing', async () => {
    const noting = (log: string): string =>
      sender.replace(
        "throw new Error('There is no such parcel')",
        `{ ${log}('There is no such parcel'); return 0; }`,
      );
    assert.equal((await findingsOn(failsAndMisses, noting('console.debug'))).length, 0);
    assert.equal((await findingsOn(failsAndMisses, noting('console.error'))).length, 1);
  });

  test('test files and examples are left alone', async () => {
    const caller = sender.replace('./load.ts', '../examples/load.ts');
    const body = failsAndMisses;
    assert.equal((await findingsOn(body, caller.replaceAll('./', './'), 'src/load.test.ts')).length, 0);
  });
});

describe('what draws nothing is no finding', () => {
  test('a component', async () => {
    const { findings } = await bench({
      'src/model.ts': model,
      'src/view.tsx': `
        import { depot } from './model.ts';
        export async function View({ id }: { id: string }) {
          try {
            const parcel = await depot.find(id);
            if (!parcel) return null;
            return <b>{parcel.weight}</b>;
          } catch { return null; }
        }
        export async function page() { const view = await View({ id: '' }); if (!view) throw new Error('No such view'); return view; }
        declare global { namespace JSX { interface IntrinsicElements { b: object } interface Element { x: 1 } } }
      `,
    });
    assert.deepEqual(findings(id), []);
  });
});
