import type { Payment } from '../model.ts';

/** The part of an invoice that says how it was paid. */
export function paymentNote(payment: Payment) {
  switch (payment.kind) {
    case 'card':
      return `by card ending in ${payment.lastDigits}`;
    case 'transfer':
      return `by transfer from ${payment.iban}`;
    case 'voucher':
      return `by voucher ${payment.code}`;
  }
}
