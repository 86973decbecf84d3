const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** SI units, as macOS shows: `1 byte`, `999 bytes`, `1.2 kB`, `41.0 MB`, `212 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  let value = bytes;
  let unit = -1;
  // 999.96 kB is "1.0 MB", not "1000 kB".
  while (Math.round(value * 10) / 10 >= (unit === -1 ? 1000 : 999.5) && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 99.95 ? value.toFixed(1) : value.toFixed(0)} ${UNITS[unit] ?? 'bytes'}`;
}

/** `1,234,567` */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 file`, `1,200 files` */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `0.4 s`, `41 s`, `3 min 12 s`, `6 h 12 min`, `3 d 4 h` */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 9950) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${String(seconds)} s`;
  if (seconds < 3600) return twoUnits(seconds, 60, 'min', 's');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 24 * 60) return twoUnits(minutes, 60, 'h', 'min');
  return twoUnits(Math.floor(minutes / 60), 24, 'd', 'h');
}

function twoUnits(amount: number, size: number, large: string, small: string): string {
  const rest = amount % size;
  const head = `${String(Math.floor(amount / size))} ${large}`;
  return rest === 0 ? head : `${head} ${String(rest)} ${small}`;
}

/** `under a minute`, then as a duration. For ages, where seconds say nothing. */
export function formatAge(milliseconds: number): string {
  if (milliseconds < 60_000) return 'under a minute';
  return formatDuration(Math.floor(milliseconds / 60_000) * 60_000);
}
