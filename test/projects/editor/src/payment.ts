export type Payment =
  | { readonly way: 'card'; readonly last4: string }
  | { readonly way: 'invoice'; readonly due: Date }
  | { readonly way: 'cash' };

export function payee(payment: Payment) {
  switch (payment.way) {
    case 'card':
      return `Card ending in ${payment.last4}`;
    case 'invoice':
      return `Due on ${payment.due.toISOString()}`;
    case 'cash':
      return 'Paid in cash';
  }
}
