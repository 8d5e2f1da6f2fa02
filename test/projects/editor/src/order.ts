export type Order =
  | { readonly state: 'open'; readonly items: readonly string[] }
  | { readonly state: 'paid'; readonly receipt: string }
  | { readonly state: 'refunded'; readonly reason: string };

export function describeOrder(order: Order) {
  switch (order.state) {
    case 'open':
      return `Order of ${order.items.length} items`;
    case 'paid':
      return `Order paid, receipt ${order.receipt}`;
  }
}
