/** One of a list that a person edits: its key stays while the page is open. */
export interface Keyed {
  readonly key: string;
}

export function newKey(list: readonly Keyed[]): string {
  const numbers = list.map(({ key }) => Number(/^new-(\d+)$/.exec(key)?.[1] ?? 0));
  return `new-${String(Math.max(0, ...numbers) + 1)}`;
}

export function setOne<T extends Keyed>(list: readonly T[], key: string, to: Partial<NoInfer<T>>): T[] {
  return list.map((one) => (one.key === key ? { ...one, ...to } : one));
}

export function without<T extends Keyed>(list: readonly T[], key: string): T[] {
  return list.filter((one) => one.key !== key);
}

/** At its end nothing happens. */
export function moved<T extends Keyed>(list: readonly T[], key: string, by: -1 | 1): T[] {
  const from = list.findIndex((one) => one.key === key);
  const one = list[from];
  const other = list[from + by];
  if (one === undefined || other === undefined) return [...list];
  return list.map((each, at) => (at === from ? other : at === from + by ? one : each));
}
