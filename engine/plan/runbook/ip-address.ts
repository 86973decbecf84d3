/** The 32 bits of an IPv4 address; `undefined` for any other text. */
export function ipv4Of(text: string): number | undefined {
  // 192.168.1.10
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((bits, part) => bits * 256 + part, 0);
}

/** Whether it looks like one, which is all that a name and a number have to be told apart by. */
export function isIpv6(text: string): boolean {
  // fd00::10   2001:db8::1
  return /^[0-9a-f:]*:[0-9a-f:]*$/i.test(text) && text.length > 2;
}

export function isIpAddress(text: string): boolean {
  return ipv4Of(text) !== undefined || isIpv6(text);
}

/** `24` is `255.255.255.0`, as networksetup(8) wants it. */
export function netmaskOf(prefixLength: number): string {
  const bits = maskBits(prefixLength);
  return [24, 16, 8, 0].map((shift) => String(Math.floor(bits / 2 ** shift) % 256)).join('.');
}

/** `192.168.1.10/24` lies in `192.168.1.0/24`; `undefined` unless it is IPv4. */
export function networkOf(address: string, prefixLength: number): string | undefined {
  const bits = ipv4Of(address);
  if (bits === undefined) return undefined;
  const size = 2 ** (32 - prefixLength);
  const base = Math.floor(bits / size) * size;
  return `${[24, 16, 8, 0].map((shift) => String(Math.floor(base / 2 ** shift) % 256)).join('.')}/${String(prefixLength)}`;
}

function maskBits(prefixLength: number): number {
  return 2 ** 32 - 2 ** (32 - prefixLength);
}
