import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../engine/model/problem.ts';
import { promotedMarkerText } from '../../../engine/model/promoted-marker.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { MARKER_NAME } from '../../../engine/model/volume.ts';
import { IS_LONG } from '../../helpers/long.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { PairFixture, sshEndpoint } from '../../helpers/pair-fixture.ts';
import { problemOf } from '../../helpers/problem-of.ts';

describe('failing back to a primary that has come back', () => {
  let sshd: LoopbackSshd;
  let pair: PairFixture;
  beforeAll(async () => {
    sshd = await startLoopbackSshd();
  });
  afterAll(() => sshd.stop());
  const sync = (name: string, approve?: RunRecord['planId']): Promise<RunRecord> =>
    pair.engine.sync(name, { mode: 'sync', ...(approve !== undefined && { approve }) });
  const roles = async (): Promise<string[]> => {
    const all = await pair.engine.status();
    return all.map(({ pair: { name }, promotion }) => `${name} ${promotion?.role.state ?? 'unknown'}`);
  };
  const differences = (): Promise<string[]> => pair.differences();
  const markerIn = (folder: string): string => readFileSync(`${folder}/${MARKER_NAME}`, 'utf8');
  const isFenced = (folder: string): boolean =>
    existsSync(`${folder}/${MARKER_NAME}`) && markerIn(folder).includes('"promoted"');
  /** As a promotion leaves it that was made elsewhere. */
  const promoteElsewhere = async (): Promise<void> => {
    const { id } = await pair.engine.pairs.get('Office');
    writeFileSync(`${pair.destination}/${MARKER_NAME}`, promotedMarkerText(id, 1, '2026-11-27T08:00:00Z'));
    await pair.engine.check('Office');
  };

  /** Copied, then the primary was gone, the standby was promoted from elsewhere, and people worked there. */
  beforeEach(async () => {
    pair = await new PairFixture({ standby: sshEndpoint(sshd) }).add();
    const { source, destination } = pair;
    for (const name of ['Read me.txt', 'gone there']) writeFileSync(`${source}/${name}`, name);
    expect(await sync('Office')).toMatchObject({ outcome: 'succeeded' });
    await promoteElsewhere();
    writeFileSync(`${destination}/Read me.txt`, 'changed while the standby served\n');
    writeFileSync(`${destination}/new there`, 'new');
    rmSync(`${destination}/gone there`);
    // What the old primary got that nobody has copied.
    writeFileSync(`${source}/only on the primary`, 'last words');
  });

  it('brings everything back, with a person before anything on the primary goes, and then copies there again', async () => {
    const { engine } = pair;
    expect(await problemOf(engine.promotion.finishFailBack('Office'))).toMatchObject({
      code: 'failback.no-way-back',
    });
    const way = await engine.promotion.failBack('Office');
    expect(way).toMatchObject({ isNew: true, needsSetup: false, role: { state: 'promoted', generation: 1 } });
    expect(way.wayBack).toMatchObject({
      name: 'Office back',
      primary: { kind: 'ssh', host: way.pair.standby.kind === 'ssh' ? way.pair.standby.host : '' },
      standby: { kind: 'local' },
      schedule: { kind: 'manual' },
      volumes: [{ source: pair.destination, destination: pair.source }],
    });
    expect(await engine.promotion.failBack('Office')).toMatchObject({ isNew: false });
    const held = await sync('Office back');
    expect(held).toMatchObject({ outcome: 'held', holds: [{ reason: 'first-run-would-overwrite' }] });
    expect(held.holds[0]?.sample).toContain('only on the primary');
    expect(await sync('Office back', held.planId)).toMatchObject({ outcome: 'succeeded' });
    writeFileSync(`${pair.destination}/last`, 'written after the first copy back');
    expect(await problemOf(engine.promotion.finishFailBack('Office'))).toMatchObject({
      code: 'failback.not-stopped',
    });
    expect(await sync('Office').catch((error: { problem: Problem }) => error.problem)).toMatchObject({
      code: 'standby.promoted',
    });
    const done = await engine.promotion.finishFailBack('Office', { servicesAreStopped: true });
    expect(done.record.role).toEqual({ state: 'standby', generation: 1 });
    expect(readFileSync(`${pair.source}/last`, 'utf8')).toBe('written after the first copy back');
    expect([await differences(), existsSync(`${pair.source}/only on the primary`)]).toEqual([[], false]);
    expect(await roles()).toEqual(['Office standby', 'Office back promoted']);
    const copied = await engine.history.get(done.copied ?? '');
    expect([copied.outcome, copied.recoveryPoint]).toEqual(['succeeded', copied.startedAt]);
    // Life goes on as before; the way back is closed.
    writeFileSync(`${pair.source}/Read me.txt`, 'changed on the primary again\n');
    expect(await sync('Office')).toMatchObject({ outcome: 'succeeded' });
    expect(await differences()).toEqual([]);
    expect(await sync('Office back')).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'standby.promoted' }],
    });
    expect(await differences()).toEqual([]);
  });

  it('gives nothing back while not everything is on the primary', async () => {
    await pair.engine.promotion.failBack('Office');
    const finished = pair.engine.promotion.finishFailBack('Office', { servicesAreStopped: true });
    expect(await problemOf(finished)).toMatchObject({
      code: 'failback.not-whole',
      details: { text: 'Office back', found: 'held' },
    });
    expect(isFenced(pair.destination)).toBe(true);
    expect(await problemOf(pair.engine.promotion.undo('Office', { changesAreLost: true }))).toMatchObject({
      code: 'promote.under-way',
    });
    expect(await roles()).toEqual(['Office promoted', 'Office back unknown']);
  });

  it('that was cut at any step is finished', async () => {
    await pair.engine.promotion.failBack('Office');
    const held = await sync('Office back');
    await sync('Office back', held.planId);
    class Cut extends Error {}
    const steps = ['stopped', 'bring-back', 'fence-primary', 'unmark', 'copy'] as const;
    for (const state of IS_LONG ? (['running', 'done'] as const) : (['running'] as const))
      for (const kind of steps) {
        const ended = pair.engine.promotion.finishFailBack('Office', {
          servicesAreStopped: true,
          onEvent: ({ step }) => {
            if (step.kind === kind && step.state === state) throw new Cut();
          },
        });
        await expect(ended).rejects.toThrow(Cut);
        const isOpen = !isFenced(pair.destination);
        const isClosed = isFenced(pair.source);
        // Never may both be written over.
        expect([kind, state, isOpen && !isClosed]).toEqual([kind, state, false]);
        writeFileSync(`${pair.destination}/after the cut`, `${kind} ${state}`);
        await pair.engine.promotion.finishFailBack('Office', { servicesAreStopped: true });
        expect(await roles()).toEqual(['Office standby', 'Office back promoted']);
        // Brought back as long as that could be; else it stays where it is, for a person to see.
        const kept = ['unmark', 'copy'].includes(kind) ? pair.destination : pair.source;
        expect(readFileSync(`${kept}/after the cut`, 'utf8')).toBe(`${kind} ${state}`);
        // For the next round: it serves once more.
        await promoteElsewhere();
        await pair.engine.promotion.failBack('Office');
        const again = await sync('Office back');
        if (again.outcome === 'held') await sync('Office back', again.planId);
      }
  }, 600_000);

  it('holds the first copy back each time anew', async () => {
    await pair.engine.promotion.failBack('Office');
    const held = await sync('Office back');
    await sync('Office back', held.planId);
    await pair.engine.promotion.finishFailBack('Office', { servicesAreStopped: true });
    await promoteElsewhere();
    writeFileSync(`${pair.source}/written on the old primary`, 'x');
    expect(await pair.engine.promotion.failBack('Office')).toMatchObject({ isNew: false, needsSetup: false });
    const again = await sync('Office back');
    expect(again).toMatchObject({ outcome: 'held', holds: [{ reason: 'first-run-would-overwrite' }] });
    expect(again.holds[0]?.sample).toEqual(['written on the old primary']);
  });
});
