export interface TaxRates {
  readonly standard: number;
  readonly reduced: number;
}

export async function fetchTaxRates(baseUrl: string, country: string): Promise<TaxRates> {
  const response = await fetch(`${baseUrl}/rates/${country}`);
  if (!response.ok) {
    throw new Error(`Request failed: ${response.status}`);
  }
  return (await response.json()) as TaxRates;
}
