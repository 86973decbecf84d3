import { describe, expect, it } from 'vitest';
import { string, takeString, takeStrings, uint32 } from '../../../engine/ssh/wire.ts';

const A = Buffer.from('a');
const NONE = Buffer.alloc(0);

describe('strings of the ssh protocols', () => {
  it('have their length in front', () => {
    expect([...string(Buffer.from('ab'))]).toEqual([0, 0, 0, 2, 97, 98]);
    expect([...uint32(0xfffefdfc)]).toEqual([255, 254, 253, 252]);
  });

  it('are taken one by one, and what follows is left', () => {
    expect(takeStrings(Buffer.concat([string(A), string(NONE), A]), 2)).toEqual([[A, NONE], A]);
    expect(takeString(string(A))).toEqual([A, NONE]);
  });

  it.each([[[]], [[0, 0, 0]], [[0, 0, 0, 2, 97]], [[255, 255, 255, 255, 97]]])(
    'are none when cut: %j',
    (cut) => {
      const bytes = Buffer.from(cut);
      expect([takeString(bytes), takeStrings(bytes, 1)]).toEqual([[undefined, bytes], undefined]);
    },
  );
});
