import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IS_LONG } from '../../helpers/long.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { fourWays } from './four-ways.ts';

const { ways } = fourWays();

describe('names of volumes', () => {
  /** What each of them could be taken for, by a shell, by ssh, by rsync. */
  const NAMES = [
    `it's "so" a*b?[c] host:path back\\slash`,
    '-rf $(touch pwned)`touch pwned`;touch pwned & # \u0308',
    'line\nbreak u\u0308 \u00fc end\n',
  ];

  it.each([ways[1], ways[3]].filter((way) => way !== undefined))(
    'may hold anything, %s',
    async (_, setting) => {
      const pair = new PairFixture(setting());
      const volumes = NAMES.map((name) => ({
        source: `${pair.source}/${name} p/x`,
        destination: `${pair.destination}/${name} s/x`,
      }));
      for (const { source, destination } of volumes) {
        for (const folder of [`${source}/b`, destination]) mkdirSync(folder, { recursive: true });
        writeFileSync(`${source}/a`, 'a');
      }
      await pair.add(volumes);
      expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
      for (const { source } of volumes) {
        writeFileSync(`${source}/c`, 'c');
        rmSync(`${source}/b`, { recursive: true });
      }
      expect(await pair.sync()).toMatchObject({
        outcome: 'succeeded',
        totals: { created: NAMES.length, deleted: NAMES.length },
      });
      for (const { destination } of volumes)
        expect(readdirSync(destination).sort()).toEqual(['.warmspare-standby', 'a', 'c']);
      expect([pair.source, pair.destination].map((folder) => readdirSync(folder).length)).toEqual([3, 3]);
    },
  );
});

describe('a volume whose path is not UTF-8', () => {
  // Between them these two have it as an argument of this machine's, of ssh's and of the other machine's rsync.
  const some = ways.filter((_, index) => IS_LONG || index % 2 === 1);
  it.each(some)('is copied %s', async (_way, setting) => {
    const pair = new PairFixture(setting());
    const raw = (base: string) =>
      Buffer.concat([Buffer.from(`${base}/`), Buffer.from([0x66, 0xff, 0x20, 0xfe])]);
    const [source, destination] = [raw(pair.source), raw(pair.destination)];
    mkdirSync(source);
    mkdirSync(destination);
    const at = (folder: Buffer, name: string) => Buffer.concat([folder, Buffer.from(`/${name}`)]);
    writeFileSync(at(source, 'a'), 'a');
    writeFileSync(at(source, 'b'), 'b');
    const text = (base: string) => `${base}/f\\#377 \\#376`;
    await pair.add([{ source: text(pair.source), destination: text(pair.destination) }]);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    rmSync(at(source, 'a'));
    writeFileSync(at(source, 'c'), 'c');
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { created: 1, deleted: 1 } });
    expect(readdirSync(destination).sort()).toEqual(['.warmspare-standby', 'b', 'c']);
  });
});
