export type Delivery =
  | { readonly step: 'packed' }
  | { readonly step: 'sent'; readonly carrier: string }
  | { readonly step: 'arrived'; readonly at: Date };

export function trace(delivery: Delivery, log: string[]): void {
  switch (delivery.step) {
    case 'packed':
      log.push('packed');
      break;
    case 'sent':
      log.push(`sent by ${delivery.carrier}`);
      break;
  }
}
