import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../engine/model/secret.ts';

const WORD = 'the word $&';

describe('a secret', () => {
  it('shows itself to nobody but who asks for it', () => {
    const secret = new Secret(WORD);
    const holder = { secret, list: [secret], error: new Error(`with ${String(secret)}`, { cause: secret }) };
    const shown = [
      `${String(secret)}`,
      `${secret as unknown as string}`,
      '' + (secret as unknown as string),
      JSON.stringify(holder),
      inspect(holder, { depth: 9, showHidden: true, getters: true, customInspect: true }),
      inspect(holder, { depth: 9, showHidden: true, customInspect: false }),
      JSON.stringify(structuredClone(Object.assign({}, secret))),
      Object.entries(secret).join(),
      Reflect.ownKeys(secret).join(),
    ];
    expect([shown.filter((text) => text.includes('the word')), secret.reveal()]).toEqual([[], WORD]);
  });

  it('is gone once forgotten', () => {
    const secret = new Secret(WORD);
    secret.forget();
    expect(() => secret.reveal()).toThrow('forgotten');
    expect(secret.hideIn(WORD)).toBe(WORD);
  });

  it('is taken out of what others say', () => {
    expect(new Secret(WORD).hideIn(`${WORD}, said ${WORD}.`)).toBe('[secret], said [secret].');
    expect(new Secret('').hideIn('abc')).toBe('abc');
  });
});
