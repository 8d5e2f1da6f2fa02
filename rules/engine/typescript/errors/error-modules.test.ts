import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PackageInfo } from '../../rule.ts';
import { errorModulesOf } from './error-modules.ts';

/** The modules with a class each that an error of a file may go to, best first, below `/shop/src`. */
function modulesFor(place: string, modules: readonly string[], thrown: string | null = null): string[] {
  const files = modules.map((file) => ({
    file: `/shop/src/${file}`,
    package: { dir: '/shop' } as PackageInfo,
    isTest: false,
    facts: [{ is: 'error-class' as const, name: 'SaleError' }],
  }));
  const found = errorModulesOf(files)({ file: `/shop/src/${place}`, packageDir: '/shop', thrown });
  return found.map((file) => file.slice('/shop/src/'.length));
}

test('errors go to the nearest module that serves the part of the project they are in', () => {
  const modules = ['errors.ts', 'orders/errors.ts', 'lib/errors/index.ts', 'orders/lib/sale-error.ts'];
  assert.equal(modulesFor('orders/list.ts', modules)[0], 'orders/errors.ts');
  assert.deepEqual(modulesFor('pages/start.ts', modules), ['errors.ts', 'lib/errors/index.ts']);
});

test('a module of another part only takes what is of its own classes', () => {
  assert.deepEqual(modulesFor('pages/start.ts', ['orders/errors.ts']), []);
  assert.deepEqual(modulesFor('pages/start.ts', ['orders/errors.ts'], 'SaleError'), ['orders/errors.ts']);
});
