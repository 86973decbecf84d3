import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive } from '../../../engine/platform/process-identity.ts';
import { openConfig } from '../../../engine/store/config-store.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { aChange, OWNER, runIdAt } from '../../unit/store/run-builder.ts';
import { collect, tempHome } from '../../unit/store/temp-home.ts';
import { bundleChild } from '../../helpers/bundle-child.ts';
import { Child } from './child.ts';

const ports = {
  isAlive: (pid: number, token: string) => token === 'this' || isAlive(pid, token),
  clock: { now: () => Date.now() },
};

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

it('two processes that change the configuration at once lose nothing of each other', async () => {
  const home = await tempHome();
  const program = await bundleChild(new URL('children/config-child.ts', import.meta.url), home);
  const children = ['First', 'Second', 'Third'].map((prefix) => new Child(program, [home, prefix, '30']));
  await Promise.all(children.map((child) => child.exited));
  const names = (await openConfig(home, { ...ports, owner: OWNER }).read()).pairs.map(({ name }) => name);
  const expected = ['First', 'Second', 'Third'].flatMap((prefix) =>
    Array.from({ length: 30 }, (_, i) => `${prefix} ${String(i)}`),
  );
  expect(names.toSorted()).toEqual(expected.toSorted());
});

it('a process killed while it writes the configuration leaves it whole, with all that it said was stored', async () => {
  const home = await tempHome();
  const program = await bundleChild(new URL('children/config-child.ts', import.meta.url), home);
  const config = openConfig(home, { ...ports, owner: OWNER });
  const told: string[] = [];
  for (let round = 0; round < 20; round++) {
    const child = new Child(program, [home, `Round ${String(round)}`, '1000']);
    await child.next();
    await after(Math.random() * 40);
    await child.kill();
    told.push(...child.messages.map((number) => `Round ${String(round)} ${String(number)}`));
    const names = new Set((await config.read()).pairs.map(({ name }) => name));
    expect(told.filter((name) => !names.has(name))).toEqual([]);
  }
  await config.update((old) => old);
  const hidden = (await readdir(home)).filter((name) => name.startsWith('.'));
  expect({ hidden, locks: await readdir(join(home, 'locks')) }).toEqual({ hidden: [], locks: [] });
});

it('a process killed while it writes history leaves a run that reads as interrupted, its changes in order', async () => {
  const folder = await tempHome();
  const program = await bundleChild(new URL('children/history-child.ts', import.meta.url), folder);
  const counts: number[] = [];
  // A child that gets no turn writes little before it is killed.
  for (let round = 0; round < 12 || (round < 100 && Math.max(...counts) <= 1000); round++) {
    const home = join(folder, String(round));
    const child = new Child(program, [home]);
    await child.next();
    await after(Math.random() * 60);
    await child.kill();
    const history = openHistory(home, ports);
    const [run] = await history.list();
    expect(run).toMatchObject({
      id: runIdAt(0),
      state: 'finished',
      outcome: 'failed',
      problems: [{ code: 'run.interrupted' }],
    });
    const changes = await collect(history.changes(runIdAt(0)));
    expect(changes).toEqual(changes.map((_, number) => aChange(number)));
    counts.push(changes.length);
  }
  expect(Math.max(...counts)).toBeGreaterThan(1000);
});
