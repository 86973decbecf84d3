import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { follow } from '../../helpers/followed-pair.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { RandomChanges } from '../../helpers/random-changes.ts';
import { fourWays } from '../run/four-ways.ts';

const { ways } = fourWays();
/** A primary elsewhere is followed by nobody. */
const FOLLOWED = ways.slice(0, 2);

describe.each(FOLLOWED)('a sync of what changed, %s', (_way, setting) => {
  it('goes through everything first, and then looks at nothing but what changed', async () => {
    const pair = new PairFixture(setting());
    await makeTree(pair.source, { sparse: false });
    const followed = await follow(pair);
    expect(await followed.sync()).toMatchObject({
      outcome: 'succeeded',
      scope: { kind: 'whole', why: 'first' },
    });
    fs.writeFileSync(join(pair.source, 'new'), 'new');
    const before = new Date().toISOString();
    const second = await followed.sync();
    expect(second).toMatchObject({
      outcome: 'succeeded',
      scope: { kind: 'changed', paths: 1 },
      problems: [],
    });
    expect(second.totals).toMatchObject({ created: 1, updated: 0, deleted: 0, fileBytes: 3 });
    expect((second.recoveryPoint ?? '') > before).toBe(true);
    expect((await pair.changes(second.id)).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'created new',
    ]);
    expect(await pair.differences()).toEqual([]);
  });

  it.each([17, 22])(
    'brings over what random changes did, and nothing else is left to find (%i)',
    async (seed) => {
      const pair = new PairFixture(setting());
      const changes = new RandomChanges(pair.source, seed);
      for (let count = 0; count < 150; count++) changes.change('create');
      for (let count = 0; count < 150; count++) changes.change();
      const followed = await follow(pair);
      await followed.sync();
      for (let round = 0; round < 4; round++) {
        for (let count = 0; count < 60; count++) changes.change();
        const run = await followed.sync();
        expect(run).toMatchObject({ outcome: 'succeeded', problems: [], scope: { kind: 'changed' } });
        expect(await pair.differences()).toEqual([]);
      }
      const whole = await followed.syncWhole();
      expect(whole).toMatchObject({
        outcome: 'succeeded',
        scope: { kind: 'whole', why: 'asked', misses: 0 },
        totals: { created: 0, updated: 0, deleted: 0 },
      });
    },
  );
});
