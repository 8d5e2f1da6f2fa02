export type Delivery =
  | { readonly step: 'packed' }
  | { readonly step: 'sent'; readonly carrier: string }
  | { readonly step: 'arrived'; readonly at: Date };

export function trace(delivery: Delivery) {
  switch (delivery.step) {
    case 'packed':
      return 'Packed';
    case 'sent':
      return `Sent by ${delivery.carrier}`;
  }
}
