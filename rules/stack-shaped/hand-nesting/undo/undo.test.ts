import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bench } from '../../../../test/harness/bench.ts';
import { load } from '../../../../test/harness/load.ts';

const id = 'stack-shaped/hand-nesting';

/** What every history here can do; the second stack must not be told from outside. */
interface History {
  record(step: string): void;
  undo(): unknown;
  redo(): unknown;
  look(): unknown;
  clear?(): void;
}

/** Each exports `create`. `expects` is text that the fix has to bring. */
const histories: Readonly<Record<string, { readonly code: string; readonly expects: readonly string[] }>> = {
  'states in private fields': {
    expects: [
      '  #undone: string[] = [];\n',
      'this.#undone.length = 0;\n    this.#states.push(step);\n  }',
      'if (this.#states.length > 1) this.#undone.push(this.#states.pop() as string);',
      'if (this.#undone.length > 0) this.#states.push(this.#undone.pop() as string);',
    ],
    code: `class Undo {
  #states: string[] = ['start'];
  #index = 0;
  record(step: string) {
    this.#states.splice(this.#index + 1);
    this.#states.push(step);
    this.#index += 1;
  }
  undo() {
    if (this.#index > 0) this.#index -= 1;
    return this.#states[this.#index];
  }
  redo() {
    if (this.#index < this.#states.length - 1) this.#index += 1;
    return this.#states[this.#index];
  }
  look() {
    return [this.#states[this.#index], this.#index, this.#index + 1, this.#states.length, this.#index === this.#states.length - 1];
  }
}
export const create = () => new Undo();
`,
  },
  'commands that are done and undone, with guards that leave': {
    expects: [
      'private undone: Command[] = [];',
      'if (!this.canUndo) return;',
      'const command = this.commands[this.commands.length - 1];',
      'this.undone.push(this.commands.pop() as Command);',
      'return this.commands.length > 0;',
      'return this.undone.length > 0;',
    ],
    code: `interface Command { apply(): void; revert(): void }
class Undo {
  private commands: Command[] = [];
  private position = -1;
  readonly log: string[] = [];
  record(step: string) {
    const command = { apply: () => void this.log.push('+' + step), revert: () => void this.log.push('-' + step) };
    if (this.position < this.commands.length - 1) {
      this.commands = this.commands.slice(0, this.position + 1);
    }
    this.commands.push(command);
    this.position = this.commands.length - 1;
    command.apply();
  }
  get canUndo() {
    return this.position >= 0;
  }
  get canRedo() {
    return this.position + 1 < this.commands.length;
  }
  undo() {
    if (!this.canUndo) return;
    const command = this.commands[this.position];
    command.revert();
    this.position--;
  }
  redo() {
    if (!this.canRedo) return;
    this.position++;
    this.commands[this.position].apply();
  }
  look() {
    return [this.canUndo, this.canRedo, this.log.join()];
  }
}
export const create = () => new Undo();
`,
  },
  'variables of a function, appended in one go, the entry looked at as the index moves': {
    expects: [
      'const undone: string[] = [];',
      'undone.length = 0;\n      states.push(step);',
      'undone.push(states.pop() as string);\n      return states.at(-1);',
    ],
    code: `export function create() {
  let states: string[] = ['start'];
  let at = 0;
  return {
    record(step: string) {
      states = [...states.slice(0, at + 1), step];
      at++;
    },
    undo(): string | undefined {
      if (at <= 0) return undefined;
      return states[--at];
    },
    redo(): string | undefined {
      if (at >= states.length - 1) return undefined;
      return states[++at];
    },
    look: () => ({ previous: at > 0 ? states[at - 1] : '', next: states[at + 1] ?? '', position: \`\${at} of \${states.length}\` }),
  };
}
`,
  },
  'no more than so many, and a start from anew': {
    expects: ['this.states.shift();\n    }', 'this.states = [];\n    this.undone.length = 0;'],
    code: `class Undo {
  private states: string[] = [];
  private index = -1;
  record(step: string) {
    this.states.length = this.index + 1;
    this.states.push(step);
    this.index++;
    if (this.states.length > 3) {
      this.states.shift();
      this.index--;
    }
  }
  undo() {
    if (this.index > -1) {
      this.index--;
    }
    return this.states[this.index];
  }
  redo() {
    if (this.index !== this.states.length - 1) {
      this.index++;
    }
    return this.states[this.index];
  }
  clear() {
    this.states = [];
    this.index = -1;
  }
  look() {
    return this.index < 0 ? 'nothing' : this.states[this.index];
  }
}
export const create = () => new Undo();
`,
  },
};

const names = Object.keys(histories);
const workspace = await bench(
  Object.fromEntries(names.map((name, index) => [`src/history-${index}.ts`, histories[name]?.code ?? ''])),
);

for (const [index, name] of names.entries()) {
  test(`two stacks do, undo and redo as the index did: ${name}`, async () => {
    const file = `src/history-${index}.ts`;
    const [finding, ...others] = workspace.findings(id).filter((each) => each.file === file);
    assert.ok(finding && others.length === 0);
    assert.equal(finding.fixes[0]?.kind, 'review');
    const { code = '', expects = [] } = histories[name] ?? {};
    const text = workspace.fixed(finding)[file] ?? '';
    for (const each of expects) assert.ok(text.includes(each), `${each}\n\n${text}`);
    const [before, after] = [(await load(code))['create'], (await load(text))['create']] as (() => History)[];
    const call = fc.constantFrom('record', 'undo', 'undo', 'redo', 'clear');
    fc.assert(
      fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
        assert.deepEqual(played(after as () => History, calls), played(before as () => History, calls));
      }),
      { numRuns: 500 },
    );
  });
}

function played(create: () => History, calls: readonly string[]): unknown[] {
  const history = create();
  return calls.map((call, at) => {
    if (call === 'record') history.record(`step ${at}`);
    if (call === 'clear') history.clear?.();
    const given = call === 'undo' ? history.undo() : call === 'redo' ? history.redo() : undefined;
    return [given, history.look()];
  });
}

test('a history that is used in other ways keeps its index, and is told why', async () => {
  const history = (
    field: string,
    rest: string,
    undo = 'if (this.index > 0) this.index--;',
  ) => `export class Undo {
  ${field} states: string[] = [''];
  private index = 0;
  record(state: string) {
    this.states.splice(this.index + 1);
    this.states.push(state);
    this.index++;
  }
  undo() { ${undo} return this.states[this.index]; }
  redo() { if (this.index < this.states.length - 1) this.index++; return this.states[this.index]; }
  ${rest}
}
`;
  const result = await bench({
    'src/a.ts': history('private', 'all() { return this.states; }'),
    'src/b.ts': history('', ''),
    'src/c.ts': history('private', 'go(to: number) { this.index = to; }'),
    'src/d.ts': history('private', '', 'this.index--;'),
    'src/f.ts': history('private', '').replace(
      '  private index',
      '  /** Where it stands. */\n  private index',
    ),
    'src/e.ts': history('private', 'add(state: string) { this.states.push(state); }'),
  });
  assert.deepEqual(
    result.findings(id).map((finding) => result.fix(finding).reason),
    [
      '`states` is used in another way in line 11.',
      '`states` is not private, so that other code may use it, too.',
      '`this.index` is set to something else in line 11.',
      '`this.index` is moved in line 9 whether there is a step or not.',
      '`states` is used in another way in line 11.',
      '`index` is declared with a comment or together with something else.',
    ],
  );
});
