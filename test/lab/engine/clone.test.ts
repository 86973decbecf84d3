import {
  appendFileSync,
  chmodSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomFillSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { describeInLab } from '../describe-in-lab.ts';
import { CliPair } from './cli-pair.ts';
import { EnginePair } from './engine-pair.ts';
import { engineLabForSuite, KEY, ours } from './engine-lab.ts';

describeInLab('two machines', () => {
  const lab = engineLabForSuite();

  it('are cloned root to root and then kept the same, by the command line', async () => {
    const pair = await CliPair.create(lab(), { sizeMb: 128 });
    const { source, destination } = pair.disks;
    await makeTree(source, { plainFiles: 300 });
    expect(await pair.run('check', 'office')).toMatchObject({ status: 0, stderr: '' });
    expect(await pair.run('sync', 'office', '--preview')).toMatchObject({ status: 0 });
    expect(readdirSync(destination)).toEqual([]);
    expect(await pair.run('sync', 'office')).toMatchObject({ status: 0 });
    expect(pair.disks.differences()).toEqual([]);

    const before = pair.disks.standbyNow();
    appendFileSync(`${source}/simple.txt`, 'more\n');
    renameSync(`${source}/plain/0000/file-1.txt`, `${source}/renamed`);
    rmSync(`${source}/symlinks`, { recursive: true });
    chmodSync(`${source}/empty`, 0o4711);
    const preview = await pair.run('sync', 'office', '--preview');
    expect(preview.stdout).toContain('simple.txt');
    expect(pair.disks.losses(before)).toEqual([]);
    expect(await pair.run('sync', 'office')).toMatchObject({ status: 0 });
    expect(pair.disks.differences()).toEqual([]);
    const changes = await pair.run('history', 'office', '--run', 'last', '--changes');
    expect(changes.status).toBe(0);
    for (const path of ['simple.txt', 'renamed', 'plain/0000/file-1.txt', 'symlinks/dangling', 'empty'])
      expect(changes.stdout).toContain(path);
    const again = await pair.sync();
    expect(again).toMatchObject({ status: 0, finished: { totals: { created: 0, updated: 0, deleted: 0 } } });
    // sshd's own processes of a session end a moment after it.
    await eventually(() => expect([ours(lab().primary), ours(lab().standby)]).toEqual([[], []]));
  });

  it('copy from one to the other while a third one drives, and nothing of it stays on the primary', async () => {
    const { primary, standby } = lab();
    const pair = await EnginePair.create(lab(), { driver: 'primary', sizeMb: 128 });
    await makeTree(pair.disks.source, { sparse: false });
    for (let i = 0; i < 10; i++)
      writeFileSync(`${pair.disks.source}/${i}.bin`, randomFillSync(Buffer.alloc(4_000_000)));
    const filesBefore = temporaryFiles(primary);
    // The key that lies on the primary is not what lets the run in.
    await primary.exec(['mv', KEY, `${KEY}.away`]);
    const sentBefore = bytesOnTheWire(lab().runnerAddress);
    try {
      expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    } finally {
      await primary.exec(['mv', `${KEY}.away`, KEY]);
    }
    expect(pair.disks.differences()).toEqual([]);
    expect(bytesOnTheWire(lab().runnerAddress) - sentBefore).toBeLessThan(2_000_000);
    writeFileSync(`${pair.disks.source}/0.bin`, 'less');
    rmSync(`${pair.disks.source}/1.bin`);
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { updated: 1, deleted: 1 } });
    expect(pair.disks.differences()).toEqual([]);
    await eventually(() => ours(primary).length + ours(standby).length === 0);
    expect(temporaryFiles(primary)).toEqual(filesBefore);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`ws-${process.pid}-`))).toEqual([]);
  });
});

/** What an app could leave in root's and in the system's temporary folders. */
function temporaryFiles(host: { path(inside: string): string }): string[] {
  return ['/tmp', '/var/tmp', '/root', '/root/.ssh'].flatMap((folder) =>
    readdirSync(host.path(folder))
      .map((name) => `${folder}/${name}`)
      .toSorted(),
  );
}

/** Sent and received by this machine on the lab's network since the lab began. */
function bytesOnTheWire(runnerAddress: string): number {
  const name = `warmspare${runnerAddress.split('.')[2] ?? ''}`;
  return ['rx_bytes', 'tx_bytes']
    .map((counter) => Number(readFileSync(`/sys/class/net/${name}/statistics/${counter}`, 'utf8')))
    .reduce((sum, bytes) => sum + bytes);
}
