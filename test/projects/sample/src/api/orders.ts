import type { Order } from '../model.ts';

export async function fetchOrders(baseUrl: string, customerId: string): Promise<Order[]> {
  const response = await fetch(`${baseUrl}/customers/${customerId}/orders`);
  if (!response.ok) {
    throw new Error(`Request failed: ${response.status}`);
  }
  return (await response.json()) as Order[];
}

export async function cancelOrder(baseUrl: string, orderId: string): Promise<void> {
  const response = await fetch(`${baseUrl}/orders/${orderId}`, { method: 'DELETE' });
  if (!response.ok) {
    throw new Error(`Request failed: ${response.status}`);
  }
}
