export type Order =
  | { readonly state: 'open'; readonly items: readonly string[] }
  | { readonly state: 'paid'; readonly receipt: string }
  | { readonly state: 'refunded'; readonly reason: string };

export function describeOrder(order: Order): string {
  let text = 'Order';
  switch (order.state) {
    case 'open':
      text += ` of ${order.items.length} items`;
      break;
    case 'paid':
      text += ` paid, receipt ${order.receipt}`;
      break;
  }
  return text;
}
