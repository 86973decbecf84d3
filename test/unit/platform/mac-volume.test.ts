import { expect, it } from 'vitest';
import { parseDfLine } from '../../../engine/platform/mac-volume.ts';

it('reads a line of df, whose device and mount point may hold spaces', () => {
  const line = (device: string, mountPoint: string): string =>
    `${device}  482797652 214748364 250000000    47%    ${mountPoint}`;
  const sizes = { sizeKb: 482_797_652, usedKb: 214_748_364, availableKb: 250_000_000 };
  expect([
    parseDfLine(line('/dev/disk3s5', '/System/Volumes/Data')),
    parseDfLine(line('map auto_home', '/Volumes/Spare  Disk')),
    parseDfLine('Filesystem 1024-blocks Used Available Capacity Mounted on'),
  ]).toEqual([
    { device: '/dev/disk3s5', ...sizes, mountPoint: '/System/Volumes/Data' },
    { device: 'map auto_home', ...sizes, mountPoint: '/Volumes/Spare  Disk' },
    undefined,
  ]);
});

it('is done with a line of a megabyte before anybody waits for it', () => {
  const longOf = (piece: string): string => piece.repeat(Math.ceil(2 ** 20 / piece.length));
  const lines = [' ', 'x ', '1 ', '1', ' 1  2  3', '1  1  1  1%  '].map(longOf);
  const began = performance.now();
  expect(lines.map(parseDfLine)).toEqual(lines.map(() => undefined));
  expect(performance.now() - began).toBeLessThan(5_000);
});
