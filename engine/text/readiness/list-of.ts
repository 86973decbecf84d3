import { printable } from '../../model/path-text.ts';

const SHOWN = 6;

/** `a, b and 3 more` */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map(printable);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${String(more)} more`;
}
