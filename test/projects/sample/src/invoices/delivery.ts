import type { Delivery } from '../model.ts';

/** What the customer reads about the parcel. */
export function deliveryNote(delivery: Delivery): string {
  let note = 'We are on it.';
  if (delivery.state === 'waiting') {
    note = 'Your order is being packed.';
  } else if (delivery.state === 'shipped') {
    note = `Your parcel ${delivery.parcel} is on its way.`;
  } else if (delivery.state === 'delivered') {
    note = `Delivered, signed by ${delivery.signedBy}.`;
  }
  return note;
}
