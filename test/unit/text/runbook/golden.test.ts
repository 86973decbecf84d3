import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goldensOf } from './goldens.ts';
import { fixturePath, RECORDED } from './recorded-facts.ts';

describe('the runbook of a recorded pair', () => {
  it.each(RECORDED)('reads as it is written down: %s', (name) => {
    const written = goldensOf(name);
    const read = Object.keys(written).map((file) => [file, readFileSync(fixturePath(name, file), 'utf8')]);
    expect(written).toEqual(Object.fromEntries(read));
  });
});
