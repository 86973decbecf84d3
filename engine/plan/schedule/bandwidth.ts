import { MOST_KIB_PER_SECOND, type BandwidthRule } from '../../model/bandwidth.ts';
import { formatDays } from './format.ts';
import { isWithinWindow } from './quiet.ts';
import { readWindow } from './read-window.ts';

/** What a run may send at this moment, in KiB a second; `undefined`: as much as it can. */
export function limitAt(rules: readonly BandwidthRule[], now: number, timeZone: string): number | undefined {
  return rules.find(({ window }) => window === undefined || isWithinWindow(window, now, timeZone))
    ?.kibPerSecond;
}

const UNITS = [
  ['G', 1024 * 1024],
  ['M', 1024],
  ['K', 1],
] as const;

/** `weekdays 08:00-18:00 2M`, `22:00-06:00 unlimited`, `500K`. `undefined` when it is none of these. */
export function parseBandwidth(text: string): BandwidthRule | undefined {
  const [, times = '', amount = ''] = /^(?:(.*\S)\s+)?(\S+)$/.exec(text.trim()) ?? [];
  const window = times === '' ? undefined : readWindow(times);
  if (times !== '' && window === undefined) return undefined;
  const at = window === undefined ? {} : { window };
  if (/^(unlimited|full)$/i.test(amount)) return at;
  // 2M   500K   1.5MB/s
  const [, number, unit = ''] = /^(\d{1,7}(?:\.\d{1,3})?)([kmg])(?:i?b)?(?:\/s)?$/i.exec(amount) ?? [];
  const size = UNITS.find(([letter]) => letter === unit.toUpperCase())?.[1];
  const kibPerSecond = Math.round(Number(number) * (size ?? Number.NaN));
  if (!(kibPerSecond >= 1 && kibPerSecond <= MOST_KIB_PER_SECOND)) return undefined;
  return { ...at, kibPerSecond };
}

/** The one text form, which `parseBandwidth` reads. */
export function formatBandwidth({ window, kibPerSecond }: BandwidthRule): string {
  const days = window === undefined || window.weekdays.length === 7 ? '' : `${formatDays(window.weekdays)} `;
  const times = window === undefined ? '' : `${days}${window.from}-${window.to} `;
  return `${times}${kibPerSecond === undefined ? 'unlimited' : formatRate(kibPerSecond)}`;
}

/** In the largest unit that is whole: `2M`, `1500K` */
function formatRate(kib: number): string {
  const [letter, size] = UNITS.find(([, each]) => kib % each === 0) ?? UNITS[2];
  return `${String(kib / size)}${letter}`;
}
