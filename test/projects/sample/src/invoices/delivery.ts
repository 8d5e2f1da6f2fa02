import type { Delivery } from '../model.ts';

/** What the customer reads about the parcel. */
export function deliveryNote(delivery: Delivery) {
  if (delivery.state === 'waiting') {
    return 'Your order is being packed.';
  } else if (delivery.state === 'shipped') {
    return `Your parcel ${delivery.parcel} is on its way.`;
  } else if (delivery.state === 'delivered') {
    return `Delivered, signed by ${delivery.signedBy}.`;
  }
}
