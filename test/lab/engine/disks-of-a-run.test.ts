import { execFileSync, spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../engine/api/events.ts';
import { itLong } from '../../helpers/long.ts';
import { describeInLab } from '../describe-in-lab.ts';
import type { LabDisk } from '../lab-disk.ts';
import { CliPair } from './cli-pair.ts';
import { EnginePair, once } from './engine-pair.ts';
import { engineLabForSuite, freshDisk } from './engine-lab.ts';

const MB = 1_000_000;

describeInLab('a standby without room', () => {
  const lab = engineLabForSuite();

  it('is refused before anything is touched, when it is known', async () => {
    const pair = await CliPair.create(lab());
    const { source, standbyDisk } = pair.disks;
    fill(`${source}/big`, 10 * MB);
    await pair.sync();
    const free = await standbyDisk.fill(15 * MB);
    const before = pair.disks.standbyNow();
    fill(`${source}/big`, 20 * MB);
    expect(await pair.sync()).toMatchObject({
      status: 4,
      finished: { outcome: 'refused', refusals: [{ reason: 'destination.no-space' }] },
    });
    expect(pair.disks.standbyNow()).toEqual(before);
    await free();
    expect(await pair.sync()).toMatchObject({ status: 0 });
    expect(pair.disks.differences()).toEqual([]);
  });

  it('that fills up under a run keeps the version that it had', async () => {
    const pair = await EnginePair.create(lab());
    const { source, destination } = pair.disks;
    fill(`${source}/big`, 10 * MB);
    writeFileSync(`${source}/old`, 'old');
    await pair.sync();
    const before = pair.disks.standbyNow();
    fill(`${source}/big`, 20 * MB);
    rmSync(`${source}/old`);
    const record = await pair.sync(
      once(isPhase('copying'), () => fillNow(`${destination}/of somebody else`, 15 * MB)),
    );
    rmSync(`${destination}/of somebody else`);
    expect(record).toMatchObject({
      outcome: 'failed',
      recoveryPoint: undefined,
      problems: [{ code: 'rsync.disk-full', retry: 'person' }],
    });
    expect(pair.disks.losses(before)).toEqual([]);
    expect(existsSync(`${destination}/old`)).toBe(true);
    expect(pair.disks.standbyNow().get('big')?.content).toBe(before.get('big')?.content);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(pair.disks.differences()).toEqual([]);
  });
});

describeInLab('a disk that goes away', () => {
  const lab = engineLabForSuite();

  async function copied(files = 200): Promise<EnginePair> {
    const pair = await EnginePair.create(lab());
    for (let i = 0; i < files; i++) writeFileSync(`${pair.disks.source}/file ${i}`, `first ${i}`);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    for (let i = 0; i < files / 2; i++) writeFileSync(`${pair.disks.source}/file ${i}`, `second ${i}`);
    rmSync(`${pair.disks.source}/file ${files - 1}`);
    fill(`${pair.disks.source}/big`, 5 * MB);
    return pair;
  }

  it('on the primary, before a run: the run is refused', async () => {
    const pair = await CliPair.create(lab());
    const { source, primaryDisk } = pair.disks;
    writeFileSync(`${source}/a`, 'a');
    await pair.sync();
    const before = pair.disks.standbyNow();
    await primaryDisk.unmount();
    expect(await pair.sync()).toMatchObject({
      status: 4,
      finished: { outcome: 'refused', refusals: [{ reason: 'source.not-mounted' }] },
    });
    expect(pair.disks.standbyNow()).toEqual(before);
    await primaryDisk.mount();
    expect(await pair.sync()).toMatchObject({ status: 0 });
    expect(pair.disks.differences()).toEqual([]);
  });

  // So few files that nobody would wonder if all of them were deleted.
  const tornOut = 'on the primary, torn out while a run is %s %i files: nothing is deleted';
  const nothingIsDeleted = async (phase: string, files: number): Promise<void> => {
    const pair = await copied(files);
    const before = pair.disks.standbyNow();
    const record = await pair.sync(once(isPhase(phase), () => tearOut(pair.disks.primaryDisk)));
    expect(['failed', 'partial', 'refused']).toContain(record.outcome);
    expect([...record.problems, ...record.refusals]).not.toEqual([]);
    expect(record).toMatchObject({ recoveryPoint: undefined });
    expect([...before.keys()].filter((path) => !pair.disks.standbyNow().has(path))).toEqual([]);
    await pair.disks.primaryDisk.mount();
    expect(pair.disks.losses(before)).toEqual([]);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  };
  it.each([
    ['comparing', 12],
    ['copying', 12],
    ['deleting', 12],
  ])(tornOut, nothingIsDeleted);
  itLong.each([['comparing', 200]])(tornOut, nothingIsDeleted);

  it('on the primary before a first clone, and in its place an empty folder: nothing is claimed', async () => {
    const pair = await EnginePair.create(lab(), { driver: 'primary' });
    await pair.disks.primaryDisk.unmount();
    expect(await pair.sync()).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'source.not-mounted' }],
    });
    expect(readdirSync(pair.disks.destination)).toEqual([]);
    await pair.disks.primaryDisk.mount();
    writeFileSync(`${pair.disks.source}/a`, 'a');
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  });

  it('on the standby, before a run: the run is refused, and nothing is written in its place', async () => {
    const pair = await copied();
    const { standbyDisk, destination } = pair.disks;
    const before = pair.disks.standbyNow();
    await standbyDisk.unmount();
    expect(await pair.sync()).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'destination.not-mounted' }],
    });
    expect(readdirSync(destination)).toEqual([]);
    await standbyDisk.mount();
    expect(pair.disks.standbyNow()).toEqual(before);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  });

  it.each(['comparing', 'copying', 'deleting'] as const)(
    'on the standby, between the plan and the %s: nothing is written in its place',
    async (phase) => {
      const pair = await copied();
      const { standbyDisk, destination } = pair.disks;
      const before = pair.disks.standbyNow();
      const record = await pair.sync(once(isPhase(phase), () => tearOut(standbyDisk)));
      expect(['failed', 'refused', 'held']).toContain(record.outcome);
      expect(record).toMatchObject({ recoveryPoint: undefined });
      expect(readdirSync(destination)).toEqual([]);
      await standbyDisk.mount();
      expect(pair.disks.losses(before)).toEqual([]);
      expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
      expect(pair.disks.differences()).toEqual([]);
    },
  );

  it('on the standby before a first clone, just after it was seen: nothing is written in its place', async () => {
    const pair = await EnginePair.create(lab());
    writeFileSync(`${pair.disks.source}/a`, 'a');
    const record = await pair.sync(
      once(
        ({ type }) => type === 'run.planned',
        () => tearOut(pair.disks.standbyDisk),
      ),
    );
    expect(record).toMatchObject({ outcome: 'failed', recoveryPoint: undefined });
    expect(readdirSync(pair.disks.destination)).toEqual([]);
    await pair.disks.standbyDisk.mount();
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  });

  it('on the standby, and another one in its place, is not taken for it', async () => {
    const pair = await copied();
    const { standbyDisk, destination } = pair.disks;
    const before = pair.disks.standbyNow();
    const other = await freshDisk(lab().standby, 'Other', 64);
    await standbyDisk.unmount();
    execFileSync('mount', ['--bind', other.path, destination]);
    const there = readdirSync(destination);
    const record = await pair.sync();
    execFileSync('umount', [destination]);
    expect(record).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'destination.replaced' }],
    });
    expect(readdirSync(other.path)).toEqual(there);
    await standbyDisk.mount();
    expect(pair.disks.standbyNow()).toEqual(before);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(pair.disks.differences()).toEqual([]);
  });
});

describeInLab('a data folder', () => {
  const lab = engineLabForSuite();

  it.each([
    ['full', (disk: LabDisk) => disk.fill().then(() => undefined)],
    ['read-only', (disk: LabDisk) => disk.setReadOnly(true)],
  ])('whose history is on a %s disk keeps no run from copying', async (name, spoil) => {
    const { primary } = lab();
    const pair = await CliPair.create(lab());
    writeFileSync(`${pair.disks.source}/a`, 'a');
    const disk = await primary.addDisk({
      name: `History ${name}`,
      sizeMb: 16,
      mountPoint: `${pair.home}/history`,
    });
    await spoil(disk);
    expect(await pair.sync()).toMatchObject({
      status: 0,
      finished: { outcome: 'succeeded', problems: [{ code: 'history.unwritable' }] },
    });
    expect(pair.disks.differences()).toEqual([]);
    const shown = await pair.run('sync', 'office');
    expect(shown.status).toBe(0);
    expect(shown.stdout + shown.stderr).toContain('history');
    await disk.unmount();
    expect(await pair.sync()).toMatchObject({ status: 0, finished: { problems: [] } });
  });

  it('that is on a full disk itself ends the run before it begins, saying so', async () => {
    const { primary } = lab();
    const pair = await CliPair.create(lab());
    writeFileSync(`${pair.disks.source}/a`, 'a');
    await primary.exec(['mv', pair.home, '/root/kept']);
    const disk = await primary.addDisk({ name: 'Data', sizeMb: 16, mountPoint: pair.home });
    await primary.exec(['cp', '-a', '/root/kept/.', pair.home]);
    const free = await disk.fill();
    expect(await pair.sync()).toMatchObject({
      status: 1,
      finished: { outcome: 'failed', problems: [{ code: 'config.unwritable' }] },
    });
    expect(readdirSync(pair.disks.destination)).toEqual([]);
    await free();
    expect(await pair.sync()).toMatchObject({ status: 0, finished: { problems: [] } });
    expect(pair.disks.differences()).toEqual([]);
  });
});

function fill(path: string, bytes: number): void {
  writeFileSync(path, randomFillSync(Buffer.alloc(bytes)));
}

/** At once, while the engine waits: leaves so much room on the disk. */
function fillNow(path: string, leaveBytes: number): void {
  spawnSync('dd', ['if=/dev/zero', `of=${path}`, 'bs=1M']);
  execFileSync('truncate', ['-s', `-${leaveBytes}`, path]);
}

/** At once, while the engine waits. */
function tearOut(disk: LabDisk): void {
  execFileSync('umount', ['-l', disk.path]);
}

function isPhase(phase: string): (event: RunEvent) => boolean {
  return (event) => event.type === 'run.phase' && event.phase === phase;
}
