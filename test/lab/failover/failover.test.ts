import { appendFileSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine } from '../../../engine/index.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { FAST_BACKOFF } from '../../helpers/pair-fixture.ts';
import type { Tree } from '../../helpers/read-tree.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { Office } from './office.ts';
import { problemOf } from '../../helpers/problem-of.ts';

describeInLab('a primary that dies for good, and comes back', () => {
  const lab = labForSuite({ primary: { permitRootLogin: 'yes' }, standby: { permitRootLogin: 'yes' } });
  let office: Office;
  let pairId = '';
  let copied: Tree;
  let served: Tree;
  const oldHome = (): string => `${office.folder}/old data`;

  beforeAll(async () => {
    office = await Office.create(lab());
    pairId = (await office.engine.pairs.get('office')).id;
  });
  afterAll(() => office.close());

  it('is copied, and not failed over from while it lives', async () => {
    expect(await office.engine.sync('office', { mode: 'sync' })).toMatchObject({ outcome: 'succeeded' });
    copied = office.treeOf('primary');
    expect(office.differences(copied, 'standby')).toEqual([]);
    cpSync(office.home, oldHome(), { recursive: true });
    const alive = await office.cli('promote', 'office', '--primary-is-off', lab().primary.address);
    expect([alive.code, alive.stderr]).toEqual([
      4,
      expect.stringMatching(/the primary answers: ssh at \S+: answers, SSH-2\.0-/) as string,
    ]);
    // Its ssh server alone is gone: that is no machine that is gone.
    await lab().primary.stopSshd();
    const dry = await office.cli('promote', 'office', '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([
      4,
      expect.stringContaining('it refuses the connection, so it is there') as string,
    ]);
    expect(await office.atTheStandby('status', pairId)).toBe('standby, generation 0');
  });

  it('is not failed over from by who is cut off himself', async () => {
    await lab().primary.kill();
    await lab().standby.linkDown();
    const cut = await office.cli('promote', 'office', '--primary-is-off', lab().primary.address);
    expect([cut.code, cut.stdout]).toEqual([1, '']);
    await lab().standby.linkUp();
    expect(await office.atTheStandby('status', pairId)).toBe('standby, generation 0');
  });

  it('is failed over from by a command that is killed again and again, once and in order', async () => {
    const dry = await office.cli('promote', 'office', '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([
      0,
      expect.stringContaining('5. Run on the standby: echo') as string,
    ]);
    expect(await office.cli('promote', 'office', '--primary-is-off', 'office')).toMatchObject({ code: 4 });
    for (const step of [1, 2, 3, 4]) {
      const running = office.startCli('promote', 'office', '--primary-is-off', lab().primary.address);
      // The one before may have come further before it was killed.
      const done = `${String(step)}/5 .*: done| *${String(step)}\\. .* \\(done\\)`;
      await running.waitForOutput(new RegExp(`^(?:${done})$`, 'm'), 60_000);
      running.kill();
      await running.exited;
    }
    const done = await office.cli('promote', 'office', '--primary-is-off', lab().primary.address);
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(done.stdout).toContain('Promoted, generation 1. ');
    expect(await office.atTheStandby('status', pairId)).toMatch(/^promoted, generation 1, /);
    const ends = office.told().filter((line) => !line.startsWith('begin'));
    expect(ends.filter((line, at) => line !== ends[at - 1])).toEqual(['address 0', 'services 0']);
    const again = await office.cli('promote', 'office', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ role: { state: 'promoted', generation: 1 } });
    expect(office.differences(copied, 'standby')).toEqual([]);
  });

  it('comes back, and writes nothing over the standby, with whatever it remembers', async () => {
    const standby = office.placeOf('standby');
    appendFileSync(`${standby}/simple.txt`, 'written while the standby served\n');
    writeFileSync(`${standby}/new while it served`, 'new');
    rmSync(`${standby}/symlinks`, { recursive: true });
    served = office.treeOf('standby');
    await lab().primary.restart();
    writeFileSync(`${office.placeOf('primary')}/last words`, 'what nobody has copied');
    const old = createEngine({ home: oldHome(), secrets: fakeSecretStore(), backoff: FAST_BACKOFF });
    const refused = { outcome: 'refused', problems: [{ code: 'standby.promoted', details: { count: 1 } }] };
    expect(await old.sync('office', { mode: 'sync' })).toMatchObject(refused);
    expect(await old.sync('office', { mode: 'preview' })).toMatchObject(refused);
    expect(await old.verify('office', { scope: { kind: 'full' } })).toMatchObject(refused);
    expect((await old.check('office')).standby).toMatchObject({ problem: { code: 'standby.promoted' } });
    expect(await problemOf(office.engine.sync('office', { mode: 'sync' }))).toMatchObject({
      code: 'standby.promoted',
    });
    const status = await office.cli('status', 'office');
    expect(status.stdout).toContain('promoted, generation 1');
    expect(office.differences(served, 'standby')).toEqual([]);
  });

  it('takes everything back, byte for byte, and is copied again', async () => {
    const first = await office.cli('failback', 'office');
    expect([first.code, first.stdout]).toEqual([
      0,
      expect.stringContaining(
        "It needs a set-up first, with keys of its own: warmspare setup 'office back'",
      ) as string,
    ]);
    await office.setUp('office back');
    const preview = await office.cli('failback', 'office');
    expect(preview.code).toBe(4);
    expect(office.differences(copied, 'primary')).toEqual(['last words: extra file']);
    const held = await office.engine.sync('office back', { mode: 'sync' });
    expect(held).toMatchObject({ outcome: 'held', holds: [{ reason: 'first-run-would-overwrite' }] });
    if (held.planId === undefined) throw new Error('no plan');
    expect(await office.engine.sync('office back', { mode: 'sync', approve: held.planId })).toMatchObject({
      outcome: 'succeeded',
    });
    expect(office.differences(served, 'primary')).toEqual([]);
    writeFileSync(`${office.placeOf('standby')}/at the very last`, 'before everything was stopped');
    served = office.treeOf('standby');
    const done = await office.cli('failback', 'office', '--finish', '--services-are-stopped');
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect([office.differences(served, 'primary'), office.differences(served, 'standby')]).toEqual([[], []]);
    expect(existsSync(`${office.placeOf('primary')}/last words`)).toBe(false);
    expect(office.told().at(-1)).toBe('services ended');
    expect(await office.atTheStandby('status', pairId)).toBe('standby, generation 1');
  });

  it('is the primary as before: copied on, and written over by nobody', async () => {
    const primary = office.placeOf('primary');
    writeFileSync(`${primary}/after all`, 'of the primary');
    const now = office.treeOf('primary');
    expect(await office.engine.sync('office', { mode: 'sync' })).toMatchObject({ outcome: 'succeeded' });
    expect(office.differences(now, 'standby')).toEqual([]);
    expect(await office.engine.sync('office back', { mode: 'sync' })).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'standby.promoted' }],
    });
    expect(office.differences(now, 'primary')).toEqual([]);
  });
});
