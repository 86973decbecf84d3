import { readFileSync } from 'node:fs';

/** What an rsync printed, one character a byte. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/rsync/${name}`, import.meta.url), 'latin1');
}
