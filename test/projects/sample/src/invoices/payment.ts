import type { Payment } from '../model.ts';

/** The line of an invoice that says how it was paid. */
export function paymentLine(payment: Payment): string {
  let line = '';
  switch (payment.kind) {
    case 'card':
      line = `Paid by card ending in ${payment.lastDigits}`;
      break;
    case 'transfer':
      line = `Paid by transfer from ${payment.iban}`;
      break;
  }
  return line;
}
