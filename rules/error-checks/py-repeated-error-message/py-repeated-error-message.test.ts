import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyRepeatedErrorMessage } from './py-repeated-error-message.ts';

testLesson(pyRepeatedErrorMessage);

const id = 'error-checks/py-repeated-error-message';

/** Three functions, each of which raises behind a condition of its own. */
function three(raised: string): string {
  return ['size > 4', 'not name.strip()', 'name in seen(size)']
    .map(
      (condition, index) =>
        `def step${index}(name, size):\n    if ${condition}:\n        raise ${raised}\n    go(name)\n`,
    )
    .join('\n\n');
}

/** Each of these is next to what the lesson flags. */
const clean: Readonly<Record<string, string>> = {
  'a class of the project': `class ShopError(Exception):\n    pass\n\n\n${three('ShopError(f"item {name} does not exist")')}`,
  'a builtin that the file binds again': `${three('ValueError(f"item {name} does not exist")')}\n\nclass ValueError(Exception):\n    pass\n`,
  'words for any failure': three('ValueError(f"an unknown error occurred: {name}")'),
  'values that are shown in other ways': three('ValueError(f"item {name} does not exist")').replace(
    '{name}',
    '{name!r}',
  ),
  'an expression that is shown itself': three('ValueError(f"item {name=} does not exist")'),
  'what is not there yet': three('RuntimeError(f"items of {size} are not implemented")'),
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'shop.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

test('a broken precondition is a hint', async () => {
  const { findings } = await bench({ 'shop.py': three('ValueError(f"size of {name} must be positive")') });
  assert.deepEqual(
    findings(id).map(({ severity }) => severity),
    ['hint', 'hint', 'hint'],
  );
});

test('a value that is shown twice is one field, and a text in parts stays in parts', async () => {
  const raised = `ValueError(\n            f"item {name} has no price, "\n            "so it cannot be sold: " f"{name!r} of {size:>3}"\n        )`;
  const result = await bench({ 'shop.py': three(raised) });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const fixed = result.fixed(finding)['shop.py'] ?? '';
  assert.ok(
    fixed.startsWith(`class ItemNoPriceError(ValueError):
    def __init__(self, name, size):
        super().__init__(
            f"item {name} has no price, "
            "so it cannot be sold: "
            f"{name!r} of {size:>3}"
        )
        self.name = name
        self.size = size

    def __reduce__(self):
        return type(self), (self.name, self.size)


def step0(name, size):
    if size > 4:
        raise ItemNoPriceError(name, size)
`),
    fixed,
  );
});

test('a message without values keeps its place as a default, so that copies can be made of it', async () => {
  const result = await bench({ 'shop.py': three('RuntimeError("the till is closed for today")') });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const fixed = result.fixed(finding)['shop.py'] ?? '';
  assert.match(
    fixed,
    /def __init__\(self, message="the till is closed for today"\):\n {8}super\(\).__init__\(message\)/,
  );
  assert.match(fixed, /raise TillClosedTodayError\(\)/);
});

test('where the project has a class of the name, it is named and nothing is offered', async () => {
  const { findings } = await bench({
    'errors.py': 'class ItemDoesNotExistError(Exception):\n    pass\n',
    'shop.py': three('ValueError(f"item {name} does not exist")'),
  });
  const [finding] = findings(id);
  assert.match(finding?.message ?? '', /There is a class `ItemDoesNotExistError` already/);
  assert.deepEqual(finding?.fixes, []);
});
