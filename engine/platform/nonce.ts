import { randomBytes } from 'node:crypto';

/** For a script's markers: nothing that a login shell prints by itself can hold it. */
export function newNonce(): string {
  return randomBytes(12).toString('hex');
}
