import { describe, expect, it } from 'vitest';
import { beginMarker, betweenMarkers, endMarker } from '../../../engine/model/shell.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const read = (text: string): string | undefined => {
  const found = betweenMarkers(bytes(text), 'n1');
  return found === undefined ? undefined : Buffer.from(found).toString('latin1');
};
const BEGIN = beginMarker('n1');
const END = endMarker('n1');

describe('what stands between the markers', () => {
  it('is found in the noise of a login shell', () => {
    expect(read(`Welcome!\nw${BEGIN}a\xff\0\nb${END}bye`)).toBe('a\xff\0\nb');
  });

  it('may be nothing', () => {
    expect(read(BEGIN + END)).toBe('');
    expect(read(BEGIN + END.slice(1))).toBe('');
  });

  it('is nothing at all when a marker is missing or another’s', () => {
    expect([
      read(`${BEGIN}abc`),
      read(`abc${END}`),
      read(`${beginMarker('n2')}a${endMarker('n2')}`),
      read(''),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
