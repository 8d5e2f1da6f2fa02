export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

export interface OrderLine {
  readonly article: string;
  readonly quantity: number;
  /** In cents. */
  readonly price: number;
}

export interface Order {
  readonly id: string;
  readonly lines: readonly OrderLine[];
  readonly payment: Payment;
}

export type Payment =
  | { readonly kind: 'card'; readonly lastDigits: string }
  | { readonly kind: 'transfer'; readonly iban: string }
  | { readonly kind: 'voucher'; readonly code: string; readonly value: number }
  | { readonly kind: 'cash' };

export type Delivery =
  | { readonly state: 'waiting' }
  | { readonly state: 'shipped'; readonly parcel: string }
  | { readonly state: 'delivered'; readonly signedBy: string }
  | { readonly state: 'returned'; readonly reason: string };
