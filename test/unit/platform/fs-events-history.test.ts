import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fsEventsHistory } from '../../../engine/platform/fs-events-history.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const UUID = '6D2B8E44-0C3B-4C0E-9C51-0A3C6B7F1C1A';
const boot = (session: string | undefined) => () => Promise.resolve(session);

/** A volume, stood for by the folder that the data volume is said to be: all of one disk here. */
function aVolume(): { folder: string; dataVolume: string } {
  const dataVolume = tempDir();
  mkdirSync(join(dataVolume, '.fseventsd'));
  writeFileSync(join(dataVolume, '.fseventsd/fseventsd-uuid'), UUID);
  const folder = join(dataVolume, 'Users');
  mkdirSync(folder);
  return { folder, dataVolume };
}

describe('the history of changes of a folder', () => {
  it('is of one log on one disk, and of one start of the machine', async () => {
    const { folder, dataVolume } = aVolume();
    const first = await fsEventsHistory(folder, { boot: boot('one'), dataVolume });
    expect(first).toContain(UUID);
    expect(await fsEventsHistory(folder, { boot: boot('one'), dataVolume })).toBe(first);
    expect(await fsEventsHistory(folder, { boot: boot('two'), dataVolume })).not.toBe(first);
    writeFileSync(join(dataVolume, '.fseventsd/fseventsd-uuid'), 'another');
    expect(await fsEventsHistory(folder, { boot: boot('one'), dataVolume })).not.toBe(first);
  });

  it('is of one folder, whatever its name was', async () => {
    const { folder, dataVolume } = aVolume();
    const first = await fsEventsHistory(folder, { boot: boot('one'), dataVolume });
    mkdirSync(`${folder} restored`);
    renameSync(folder, `${folder} of old`);
    renameSync(`${folder} restored`, folder);
    expect(await fsEventsHistory(folder, { boot: boot('one'), dataVolume })).not.toBe(first);
  });

  it('is none of a disk that comes and goes, and none where nothing is logged', async () => {
    const { folder, dataVolume } = aVolume();
    expect(await fsEventsHistory('/dev/shm', { boot: boot('one'), dataVolume })).toBeUndefined();
    writeFileSync(join(dataVolume, '.fseventsd/no_log'), '');
    expect(await fsEventsHistory(folder, { boot: boot('one'), dataVolume })).toBeUndefined();
  });

  it('is of the data volume’s log where the folder is all of this machine: the system itself is sealed', async () => {
    const { dataVolume } = aVolume();
    expect(await fsEventsHistory('/', { boot: boot('one'), dataVolume })).toContain(UUID);
    const { folder, dataVolume: missing } = aVolume();
    rmSync(missing, { recursive: true });
    expect(await fsEventsHistory(folder, { boot: boot('one'), dataVolume: missing })).toBeUndefined();
  });

  it('is none where one of the three is not to be had', async () => {
    const { folder, dataVolume } = aVolume();
    expect(await fsEventsHistory(folder, { boot: boot(undefined), dataVolume })).toBeUndefined();
    expect(await fsEventsHistory(folder, { boot: boot(''), dataVolume })).toBeUndefined();
    expect(await fsEventsHistory(join(folder, 'missing'), { boot: boot('one'), dataVolume })).toBeUndefined();
    rmSync(join(dataVolume, '.fseventsd'), { recursive: true });
    expect(await fsEventsHistory(folder, { boot: boot('one'), dataVolume })).toBeUndefined();
  });
});
