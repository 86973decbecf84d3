/** Where a key leads in a list of rows; `undefined`: it is no key of lists. `page`: rows that are seen at once. */
export function rowForKey(key: string, at: number, count: number, page: number): number | undefined {
  const within = (row: number): number => Math.max(0, Math.min(count - 1, row));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return within(at + Math.max(1, page - 1));
    case 'PageUp':
      return within(at - Math.max(1, page - 1));
    case 'Home':
      return 0;
    case 'End':
      return within(count - 1);
    default:
      return undefined;
  }
}
