export const SCHEME = 'warmspare';
const ORIGIN = `${SCHEME}://app`;

export type PageName = 'window' | 'popover';

export function addressOf(page: PageName): string {
  return `${ORIGIN}/${page}.html`;
}

export function isOurAddress(address: string): boolean {
  return address.startsWith(`${ORIGIN}/`);
}
