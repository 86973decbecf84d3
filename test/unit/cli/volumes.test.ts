import { expect, it } from 'vitest';
import type { LocalVolume } from '../../../engine/model/local-volume.ts';
import { aWorld } from '../../fakes/fake-engine.ts';
import { cli, jsonLines } from './cli-harness.ts';

const DATA: LocalVolume = {
  path: '/System/Volumes/Data',
  name: 'Macintosh HD',
  kind: 'volume',
  fileSystem: 'apfs',
  usedBytes: 212_000_000_000,
  freeBytes: 41_000_000_000,
  role: 'system',
  isSystem: true,
};
const HOME: LocalVolume = {
  ...DATA,
  path: '/Users/an\u001bna',
  name: 'an\u001bna',
  kind: 'home',
  usedBytes: undefined,
  role: 'data',
  isSystem: false,
};

it('lists what could be copied, with what is known of its size', async () => {
  const ran = await cli(['volumes'], { world: aWorld({ volumes: [DATA, HOME] }) });
  expect(ran.stdout).toBe(
    [
      'PATH                  NAME                       FILES    USED     FREE',
      '/System/Volumes/Data  Macintosh HD (the system)  apfs   212 GB  41.0 GB',
      '/Users/an\\#033na      an\\#033na                  apfs           41.0 GB',
      '',
    ].join('\n'),
  );
  expect((await cli(['volumes'])).stdout).toBe('No disks were found here.\n');
});

it('is one object with --json', async () => {
  const ran = await cli(['volumes', '--json'], { world: aWorld({ volumes: [DATA] }) });
  expect(jsonLines(ran.stdout)).toEqual([{ type: 'volumes', volumes: [DATA] }]);
});
