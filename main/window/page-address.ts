export const SCHEME = 'warmspare';
const ORIGIN = `${SCHEME}://app`;

export type PageName = 'window' | 'popover';

export function addressOf(page: PageName): string {
  return `${ORIGIN}/${page}.html`;
}

/** Of a document that is put onto paper. */
export function paperAddress(id: string): string {
  return `${ORIGIN}/paper/${id}`;
}

export function isOurAddress(address: string): boolean {
  return address.startsWith(`${ORIGIN}/`);
}
