/** A workspace in which every file has a fault of one kind, so that tests can tell whose findings they see. */
export const manifest =
  '{ "name": "shop", "private": true, "type": "module", "engines": { "node": ">=20" } }\n';

export const tsconfig =
  '{ "compilerOptions": { "target": "es2023", "module": "nodenext", "strict": true, "noEmit": true, "types": [] } }\n';

/** One finding of `stack-shaped/front-of-array`, at `unshift`. */
export const history = `/** Undo steps, the latest first. */
export class History {
  private readonly steps: string[] = [];

  record(step: string): void {
    this.steps.unshift(step);
  }

  undo(): string | undefined {
    return this.steps.shift();
  }
}
`;

/** The same with its finding mended by hand. */
export const mendedHistory = history.replace('unshift', 'push').replace('shift', 'pop');

/** A stack from the front that cannot be turned round, as its callers see the order of its entries. */
export const path = `export class Path {
  private readonly names: string[] = [];

  enter(name: string): void {
    this.names.unshift(name);
  }

  leave(): void {
    this.names.shift();
  }

  current(): readonly string[] {
    return this.names;
  }
}
`;

/** A union whose members decide about a finding in another file. */
export const order = `export type Order =
  | { readonly state: 'open'; readonly items: readonly string[] }
  | { readonly state: 'paid'; readonly receipt: string };
`;

/** A member more, which \`describeOrder\` misses. */
export const refund = "  | { readonly state: 'refunded'; readonly reason: string };\n";

/** No finding while \`Order\` has two members, one of \`null-prone/non-exhaustive-union\` when it has three. */
export const describeOrder = `import type { Order } from './order.js';

export function describeOrder(order: Order) {
  switch (order.state) {
    case 'open':
      return \`Order of \${order.items.length} items\`;
    case 'paid':
      return \`Order paid, receipt \${order.receipt}\`;
  }
}
`;

/** One of three places with the same guard: a finding of \`error-checks/repeated-error-check\`. */
function guard(what: string): string {
  return `import type { Response } from './response.js';

export function read${what}(response: Response): string[] {
  if (response.status !== 200) {
    throw new Error(\`Request failed with status \${response.status}\`);
  }
  return response.body.split('\\n');
}
`;
}

const response = `export interface Response {
  readonly status: number;
  readonly body: string;
}
`;

/** Three files with the same guard. */
export const guards: Readonly<Record<string, string>> = {
  'src/response.ts': response,
  'src/orders.ts': guard('Orders'),
  'src/stock.ts': guard('Stock'),
  'src/users.ts': guard('Users'),
};

export const frontOfArray = 'stack-shaped/front-of-array';
export const nonExhaustiveUnion = 'null-prone/non-exhaustive-union';
export const repeatedErrorCheck = 'error-checks/repeated-error-check';

/** A project of these files under \`src\`. */
export function shop(files: Readonly<Record<string, string>>): Record<string, string> {
  return { 'package.json': manifest, 'tsconfig.json': tsconfig, ...files };
}
