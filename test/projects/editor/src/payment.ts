export type Payment =
  | { readonly way: 'card'; readonly last4: string }
  | { readonly way: 'invoice'; readonly due: Date };

export function payee(payment: Payment, log: string[]): void {
  switch (payment.way) {
    case 'card':
      log.push(payment.last4);
      break;
    case 'invoice':
      log.push(payment.due.toISOString());
      break;
  }
}
