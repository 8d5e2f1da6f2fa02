import type { Customer } from '../model.ts';

export async function fetchCustomer(baseUrl: string, id: string): Promise<Customer> {
  const response = await fetch(`${baseUrl}/customers/${id}`);
  if (!response.ok) {
    throw new Error(`Request failed: ${response.status}`);
  }
  return (await response.json()) as Customer;
}
