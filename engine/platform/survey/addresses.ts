import { isIP, isIPv4 } from 'node:net';

/** Of an address that others can reach: no loopback, no link-local, without its zone. */
export function reachable(address: string): string | undefined {
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) === 0) return undefined;
  // 127.0.0.1   169.254.7.1   ::1   fe80::1
  return /^(127\.|169\.254\.|0\.0\.0\.0$|::1?$|fe[89ab][0-9a-f]:)/i.test(plain) ? undefined : plain;
}

/** `0xffffff00` → 24; `undefined` where the ones have holes. */
export function prefixOfMask(mask: string): number | undefined {
  const digits = /^0x([0-9a-f]{8})$/i.exec(mask)?.[1];
  if (digits === undefined) return undefined;
  // 1111…0000
  const ones = /^(1*)0*$/.exec(Number.parseInt(digits, 16).toString(2).padStart(32, '0'))?.[1];
  return ones?.length;
}

/** Does an IPv4 address lie in the same network? */
export function isSameNetwork(a: string, b: string, prefixLength: number): boolean {
  if (!isIPv4(a) || !isIPv4(b)) return false;
  const network = (address: string): string => bitsOf(address).slice(0, prefixLength);
  return network(a) === network(b);
}

function bitsOf(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

export function prefixLengthOf(text: string | undefined, address: string): number | undefined {
  const length = Number(text);
  const most = isIPv4(address) ? 32 : 128;
  return text !== undefined && Number.isInteger(length) && length >= 0 && length <= most ? length : undefined;
}
