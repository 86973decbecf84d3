import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PairFixture } from '../../helpers/pair-fixture.ts';

it('holds rsync to the limit that there is when a pass begins, also one that is set later', async () => {
  const pair = await new PairFixture({ bandwidth: [{ kibPerSecond: 4096 }] }).add();
  const started = async (): Promise<string[]> => {
    const { id, outcome } = await pair.sync();
    expect(outcome).toBe('succeeded');
    const log: string[] = [];
    for await (const part of pair.engine.history.log(id)) log.push(part.toString());
    return log.join('\n').match(/^\$ .*rsync .*$/gm) ?? [];
  };
  writeFileSync(`${pair.source}/one`, 'one');
  const limited = await started();
  expect(limited.length).toBeGreaterThan(0);
  expect(limited.filter((line) => !line.includes(' --bwlimit=4096 '))).toEqual([]);
  await pair.engine.pairs.change('Office', { bandwidth: [] });
  writeFileSync(`${pair.source}/two`, 'two');
  expect((await started()).filter((line) => line.includes('--bwlimit'))).toEqual([]);
  expect(await pair.differences()).toEqual([]);
});
