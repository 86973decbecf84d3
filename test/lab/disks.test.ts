import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runProcess } from '../helpers/run-process.ts';
import { describeInLab, labForSuite } from './describe-in-lab.ts';

const hasBtrfs = (await runProcess(['sh', '-c', 'command -v mkfs.btrfs'], { okCodes: 'any' })).code === 0;

describeInLab('a disk of a lab host', () => {
  const lab = labForSuite({ primary: { diskMb: 32 } });

  it('is seen inside and outside, and keeps its files while it is not mounted', async () => {
    const { standby } = lab();
    const disk = await standby.addDisk({ name: 'Space' });
    await standby.exec('echo kept > /Volumes/Space/file; grep -q " /Volumes/Space ext4 " /proc/mounts');
    expect(readFileSync(`${disk.path}/file`, 'utf8')).toBe('kept\n');
    await disk.unmount();
    expect((await standby.exec('ls -A /Volumes/Space')).stdout).toBe('');
    expect(await disk.isMounted()).toBe(false);
    await disk.mount();
    expect((await standby.exec('ls -A /Volumes/Space')).stdout).toBe('file\n');
  });

  it('does not go while it is in use, unless it is torn out', async () => {
    const { standby } = lab();
    const disk = await standby.addDisk({ name: 'Busy' });
    const writer = standby.start(
      'cd /Volumes/Busy; echo ready; while echo more; do sleep 0.02; done >> file',
    );
    await writer.waitForOutput(/ready/);
    await expect(disk.unmount()).rejects.toThrow('busy');
    await disk.unmount({ lazy: true });
    expect([await disk.isMounted(), writer.isRunning]).toEqual([false, true]);
    writer.kill();
    await writer.exited;
  });

  it.each(['ext4', 'tmpfs', ...(hasBtrfs ? ['btrfs' as const] : [])] as const)(
    'is really full when it is full (%s)',
    async (fs) => {
      const { standby } = lab();
      const disk = await standby.addDisk({
        name: `Full ${fs}`,
        fs,
        ...(fs === 'btrfs' ? {} : { sizeMb: 16 }),
      });
      const write = `dd if=/dev/zero of="/Volumes/Full ${fs}/file" bs=64k count=4`;
      const free = await disk.fill();
      const full = await standby.exec(write, { okCodes: 'any' });
      await free();
      const freed = await standby.exec(write, { okCodes: 'any' });
      expect([full.code, full.stderr.includes('No space left on device'), freed.code]).toEqual([1, true, 0]);
    },
  );

  it('can be nearly full', async () => {
    const { standby } = lab();
    const disk = await standby.addDisk({ name: 'Nearly full', sizeMb: 32 });
    await disk.fill(1_000_000);
    writeFileSync(`${disk.path}/fits`, Buffer.alloc(500_000));
    expect(() => writeFileSync(`${disk.path}/does not`, Buffer.alloc(1_000_000))).toThrow('ENOSPC');
  });

  it('can be made read-only', async () => {
    const { standby } = lab();
    const disk = await standby.addDisk({ name: 'Archive' });
    await disk.setReadOnly(true);
    const { stderr } = await standby.exec('touch /Volumes/Archive/file', { okCodes: 'any' });
    await disk.setReadOnly(false);
    await standby.exec('touch /Volumes/Archive/file');
    expect(stderr).toContain('Read-only file system');
  });

  it('is the host’s own too, which can be full', async () => {
    const { primary } = lab();
    const free = await primary.fillDisk();
    const full = await primary.exec('echo more > /srv/file', { okCodes: 'any' });
    await free();
    await primary.exec('echo more > /srv/file');
    expect(full.stderr).toContain('No space left on device');
    rmSync(primary.path('/srv/file'));
  });
});
