import type { Response } from './response.js';

export function readUsers(response: Response): string[] {
  if (response.status !== 200) {
    throw new Error(`Request failed with status ${response.status}`);
  }
  return response.body.split('\n');
}
