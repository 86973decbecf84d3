import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AppInfo, ServiceView, SetupDraft } from '../../engine/api/settings.ts';
import type { SetupView } from '../../engine/api/setup-view.ts';
import type { ShownHostKey } from '../../engine/api/engine.ts';
import type { Pair } from '../../engine/model/pair.ts';
import { eventually } from '../helpers/eventually.ts';
import { launchApp, whyNoApp } from './launch.ts';
import { askFrom, TEST_ENV as env } from './tray.ts';

describe.skipIf(whyNoApp() !== undefined)('the app with a standby to try things with', () => {
  it('sets it up with the password that it shows, clones to it, and leaves nothing', async () => {
    const launched = await launchApp({ env, args: ['--demo'] });
    const page = await launched.window('window.html');
    const ask = async <T>(name: string, input?: unknown): Promise<T> => {
      const reply = await askFrom(page, name, input);
      if (!reply.ok) throw new Error(JSON.stringify(reply.problem));
      return reply.value as T;
    };
    const { demoStandby, home } = await ask<AppInfo>('app.info');
    // The line is for this checkout's own command line, and the data folder that is open.
    expect((await ask<ServiceView>('app.service')).install).toMatch(
      new RegExp(`^(sudo )?'/.*/node' '/.*/warmspare\\.js' service install --home '${home}'$`),
    );
    const draft = await ask<SetupDraft>('draft.get');
    if (demoStandby === undefined) throw new Error('there is no standby');
    const { password, ...address } = demoStandby;
    expect(draft).toMatchObject({ step: 'find', address });
    const [shown] = await ask<readonly ShownHostKey[]>('host-keys.show', address);
    const { id: pairId } = await ask<Pair>('pair.add', {
      name: draft.name,
      primary: { kind: 'local' },
      standby: { kind: 'ssh', ...address, hostKey: shown?.pin },
      volumes: draft.volumes,
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: draft.preset,
      excludes: draft.excludes,
    });
    await ask('setup.begin', { pairId, kind: 'set-up', hostKey: shown?.pin });
    const view = async (): Promise<SetupView | undefined> =>
      (await ask<readonly SetupView[]>('setup.list'))[0];
    await eventually(async () => (await view())?.question?.kind === 'sign-in');
    const answer = { kind: 'password', user: address.user, password };
    await ask('setup.answer', { pairId, question: 1, answer });
    await eventually(async () => expect(await view()).toMatchObject({ state: 'done', problem: undefined }), {
      timeoutMs: 90_000,
      everyMs: 200,
    });
    await ask('run.start', { pairId, mode: 'sync' });
    const copy = join(draft.volumes[0]?.destination ?? '', 'Letters/To Anna.txt');
    await eventually(() => readFileSync(copy, 'utf8').startsWith('Dear Anna'));
    // It would ask whether to quit in the middle of a run.
    await eventually(async () =>
      expect(await ask('snapshot.get')).toMatchObject({
        pairs: [{ live: undefined, lastRun: { outcome: 'succeeded' } }],
      }),
    );
    await launched.close(60_000);
    expect(existsSync(dirname(home))).toBe(false);
  });
});
