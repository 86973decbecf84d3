import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandDigest } from '../../../engine/keys/guard-files.ts';
import type { RunCommand } from '../../../engine/model/run-command.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { EngineNewcomer } from './engine-newcomer.ts';

const GUARD_FOLDER = '/usr/local/libexec/warmspare';
const FREEZE = 'echo "$WARMSPARE_WHEN $(id -u)" >>/srv/told';
const THAW = 'echo "$WARMSPARE_WHEN $WARMSPARE_OUTCOME" >>/srv/told';
const COMMANDS: RunCommand[] = [
  { when: 'before', on: 'standby', text: FREEZE, timeoutSeconds: 30, ifItFails: 'stop' },
  { when: 'after', on: 'standby', text: THAW, timeoutSeconds: 30 },
];

describeInLab('commands on a guarded standby', () => {
  const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
  let person: EngineNewcomer;
  let pairId = '';
  const sync = (): Promise<unknown> => person.engine.sync('office', { mode: 'sync' });
  const told = (): string => {
    const path = lab().standby.path('/srv/told');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  const installed = (text: string): string =>
    lab().standby.path(`${GUARD_FOLDER}/${pairId}.command.${commandDigest(text)}`);
  const OUTDATED = { code: 'setup.outdated', retry: 'person' };

  beforeAll(async () => {
    person = await EngineNewcomer.create(lab().standby, '/srv/A');
    pairId = (await person.engine.pairs.get('office')).id;
    await person.engine.setup('office', person.as('root'));
  });
  afterAll(() => person.close());

  it('run none before a set-up has installed them, which check and sync say', async () => {
    await person.engine.pairs.change('office', { commands: COMMANDS });
    expect((await person.engine.check('office')).standby).toMatchObject({
      state: 'failed',
      problem: OUTDATED,
    });
    expect(await sync()).toMatchObject({ outcome: 'failed', problems: [OUTDATED] });
    expect(told()).toBe('');
  });

  it('run as root around a sync after that, out of files that are root’s alone', async () => {
    expect(await person.engine.setup('office', person.as('root'))).toMatchObject({ already: false });
    expect(await person.engine.setup('office', person.as('root'))).toMatchObject({ already: true });
    expect((await person.engine.check('office')).standby).toMatchObject({ state: 'reached' });
    expect(await sync()).toMatchObject({ outcome: 'succeeded' });
    expect(told()).toBe('before 0\nafter succeeded\n');
    expect(statSync(installed(FREEZE)).mode & 0o777).toBe(0o600);
  });

  it('are taken away with the next set-up when the pair has them no more', async () => {
    await person.engine.pairs.change('office', { commands: COMMANDS.slice(1) });
    expect(await person.engine.setup('office', person.as('root'))).toMatchObject({ already: false });
    expect([existsSync(installed(FREEZE)), existsSync(installed(THAW))]).toEqual([false, true]);
    await person.engine.keys.revoke('office', person.as('root'));
    expect(existsSync(installed(THAW))).toBe(false);
  });
});
