import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunCommand } from '../../../engine/model/run-command.ts';
import { promotedMarkerText } from '../../../engine/model/promoted-marker.ts';
import { MARKER_NAME } from '../../../engine/model/volume.ts';
import { GuardedPair } from '../../helpers/guarded-pair.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';

const PROMOTED = { code: 'standby.promoted', retry: 'person' };

describe('a guarded standby that was promoted at its own keyboard', () => {
  let pair: GuardedPair;
  afterEach(() => pair.standby.close());
  const sync = () => pair.engine.sync('office', { mode: 'sync' });
  const promote = (): void =>
    expect(pair.byHand('promote', pair.id)).toMatch(/^promoted, generation 1, /) as undefined;

  const promoteAgain = (): void =>
    expect(pair.byHand('promote', pair.id)).toMatch(/^promoted, generation 2, /) as undefined;

  it('is written over by nobody, whatever is asked, and each answer says which promotion it was', async () => {
    pair = await (await GuardedPair.create()).setUp();
    expect(await sync()).toMatchObject({ outcome: 'succeeded' });
    const { source, destination } = pair.standby.volume;
    promote();
    writeFileSync(`${destination}/Read me.txt`, 'changed on the standby\n');
    writeFileSync(`${source}/later`, 'later');
    const refused = { outcome: 'refused', problems: [PROMOTED] };
    const run = await sync();
    expect(run).toMatchObject(refused);
    expect(run.problems[0]?.details).toMatchObject({
      side: 'standby',
      count: 1,
      found: expect.stringMatching(/^\d{4}-/),
    });
    expect(await pair.engine.sync('office', { mode: 'preview' })).toMatchObject(refused);
    expect(await pair.engine.verify('office', { scope: { kind: 'full' } })).toMatchObject(refused);
    expect((await pair.engine.check('office')).standby).toMatchObject({ state: 'failed', problem: PROMOTED });
    expect((await pair.engine.check('office', { acceptVolumes: true })).standby).toMatchObject({
      problem: PROMOTED,
    });
    expect(existsSync(`${destination}/${MARKER_NAME}`)).toBe(true);
    expect([readFileSync(`${destination}/Read me.txt`, 'utf8'), existsSync(`${destination}/later`)]).toEqual([
      'changed on the standby\n',
      false,
    ]);
  });

  it('stays so through another set-up, and through a key that is taken away and made anew', async () => {
    pair = await (await GuardedPair.create()).setUp();
    promote();
    await pair.engine.setup('office', pair.withPassword());
    await pair.engine.keys.rotate('office', pair.withPassword());
    expect(await sync()).toMatchObject({ outcome: 'refused', problems: [PROMOTED] });
    await pair.engine.keys.revoke('office', pair.withPassword());
    await pair.engine.setup('office', pair.withPassword());
    expect(await sync()).toMatchObject({ outcome: 'refused', problems: [PROMOTED] });
    expect(pair.byHand('undo', pair.id, '--changes-here-are-lost')).toBe('standby, generation 1');
    expect(await sync()).toMatchObject({ outcome: 'succeeded' });
  });

  it('has none of the commands run that go with a sync', async () => {
    const told = (text: string): RunCommand[] => [
      { when: 'before', on: 'primary', text, timeoutSeconds: 30, ifItFails: 'stop' },
      { when: 'after', on: 'primary', text, timeoutSeconds: 30 },
    ];
    pair = await GuardedPair.create();
    await pair.engine.pairs.change('office', { commands: told(`echo x >>'${pair.folder}/told'`) });
    await pair.setUp();
    promote();
    expect(await sync()).toMatchObject({ outcome: 'refused', problems: [PROMOTED] });
    expect(existsSync(`${pair.folder}/told`)).toBe(false);
  });

  it('is known for one here once it has refused, and as the standby again once it lets itself be written over', async () => {
    pair = await (await GuardedPair.create()).setUp();
    const known = async () => (await pair.engine.status('office'))[0]?.promotion?.role;
    await sync();
    expect(await known()).toBeUndefined();
    promote();
    await sync();
    expect(await known()).toEqual({ state: 'promoted', generation: 1 });
    pair.byHand('undo', pair.id, '--changes-here-are-lost');
    await pair.engine.check('office');
    expect(await known()).toEqual({ state: 'standby', generation: 1 });
    promoteAgain();
    await pair.engine.check('office');
    expect(await known()).toEqual({ state: 'promoted', generation: 2 });
    pair.byHand('undo', pair.id, '--changes-here-are-lost');
    expect(await sync()).toMatchObject({ outcome: 'succeeded' });
    expect(await known()).toEqual({ state: 'standby', generation: 2 });
  });

  it('refuses an app with the data folder of before', async () => {
    pair = await (await GuardedPair.create()).setUp();
    await sync();
    cpSync(pair.home, `${pair.folder}/old home`, { recursive: true });
    promote();
    const old = pair.engineOver(`${pair.folder}/old home`);
    expect(await old.sync('office', { mode: 'sync' })).toMatchObject({
      outcome: 'refused',
      problems: [PROMOTED],
    });
  });
});

describe('a standby without a guard whose places are marked as promoted', () => {
  it('is written over by nobody either', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(`${pair.source}/file`, 'content');
    await pair.sync();
    const [stored] = await pair.engine.pairs.list();
    writeFileSync(
      `${pair.destination}/${MARKER_NAME}`,
      promotedMarkerText(stored?.id ?? '', 3, '2026-11-27T08:00:00Z'),
    );
    writeFileSync(`${pair.source}/later`, 'later');
    const run = await pair.sync();
    expect(run).toMatchObject({
      outcome: 'refused',
      problems: [{ ...PROMOTED, details: { side: 'standby', count: 3, found: '2026-11-27' } }],
    });
    expect((await pair.engine.check('Office', { acceptVolumes: true })).standby).toMatchObject({
      problem: PROMOTED,
    });
    expect(existsSync(`${pair.destination}/later`)).toBe(false);
  });
});
