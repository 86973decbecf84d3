import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { tempDir } from '../../helpers/temp-dir.ts';
import { eventually } from '../../helpers/eventually.ts';
import { startMailServer } from '../alerts/mail-server.ts';
import {
  ANY_DISK,
  around,
  hostOf,
  mailTo,
  subjects,
  sync,
  takeAway,
  bringBack,
  type Around,
} from './alerting-host.ts';
import type { TestHost } from './hosts.ts';

const MIB = 1 << 20;
const DISK_MIB = 64;

/** A pair whose spare is a small disk of its own, of which a quarter is to stay free. */
async function onASmallDisk(context: TestContext, port: number): Promise<Around> {
  const limits = { ...ANY_DISK.limits, diskPercent: 25 };
  const world = await around({ ...mailTo(port), limits });
  const { destination } = world.pair;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=755`, 'tmpfs', destination], {
      stdio: 'pipe',
    });
  } catch (error) {
    context.skip(`no tmpfs can be mounted here: ${String(error).slice(0, 200)}`);
  }
  onTestFinished(() => void execFileSync('umount', [destination]));
  return world;
}

it('a disk of the standby that a sync filled is told of at the end of that sync, and so is that there is room again', async (context) => {
  const mail = await startMailServer({ hideSTARTTLS: true });
  const world = await onASmallDisk(context, mail.port);
  const host = await hostOf(world);
  const large = join(world.pair.source, 'large');
  writeFileSync(large, Buffer.alloc(50 * MIB, 'warmspare'));
  expect(await sync(host)).toBe('succeeded');
  await eventually(() => expect(mail.taken).toHaveLength(1));
  const [first] = mail.taken;
  expect(first?.raw).toContain('on the standby is nearly full');
  expect(host.host.live.snapshot().pairs[0]?.lastRun?.volumes[0]?.space).toMatchObject({
    totalBytes: DISK_MIB * MIB,
  });
  // A run that does not get as far as the standby says nothing of its disk.
  takeAway(world);
  expect(await sync(host)).toBe('refused');
  bringBack(world);
  // Nor does one that finds another disk in its place, with more room on it.
  execFileSync('mount', ['--bind', tempDir(), world.pair.destination]);
  expect(await sync(host)).toBe('refused');
  execFileSync('umount', [world.pair.destination]);
  expect((await standingKinds(host)).at(-1)).toBe('disk-nearly-full');
  rmSync(large);
  writeFileSync(large, 'small');
  expect(await sync(host)).toBe('succeeded');
  await eventually(() => expect(subjects(mail).at(-1)).toMatch(/well again/));
  expect(await standingKinds(host)).toEqual([]);
});

async function standingKinds({ host }: TestHost): Promise<string[]> {
  const { standing } = await host.handlers['alerts.get']();
  return standing
    .flatMap((one) => one.standing.map(({ kind }) => kind))
    .sort()
    .reverse();
}
