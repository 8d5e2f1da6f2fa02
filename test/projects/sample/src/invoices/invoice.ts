import leftPad from 'left-pad';
import objectAssign from 'object-assign';
import { v4 as uuid } from 'uuid';
import type { Customer, Order } from '../model.ts';
import { paymentNote } from './payment.ts';

export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly lines: readonly string[];
  /** In cents. */
  readonly total: number;
}

interface Layout {
  readonly width: number;
  readonly currency: string;
}

const defaultLayout: Layout = { width: 12, currency: 'EUR' };

export function createInvoice(
  customer: Customer,
  order: Order,
  sequence: number,
  layout: Partial<Layout> = {},
): Invoice {
  const { width, currency } = objectAssign({}, defaultLayout, layout);
  const total = order.lines.reduce((sum, line) => sum + line.quantity * line.price, 0);
  const amounts = order.lines.map((line) => {
    const amount = (line.quantity * line.price) / 100;
    return `${line.article} ${leftPad(amount.toFixed(2), width)} ${currency}`;
  });
  return {
    id: uuid(),
    number: `R-${leftPad(sequence, 6, '0')}`,
    customer: customer.name,
    lines: [...amounts, `Paid ${paymentNote(order.payment)}`],
    total,
  };
}
