import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHistory } from '../../../engine/store/history.ts';
import { aChange, aFinishedRun, aRun, PORTS, runIdAt } from './run-builder.ts';
import { tempHome } from './temp-home.ts';

describe('a history that cannot be read', () => {
  it('is said where somebody looks at it, and lets no copy be known', async () => {
    const home = await tempHome();
    await writeFile(join(home, 'history'), 'a file in the way');
    const history = openHistory(home, PORTS);
    const problem = { code: 'history.unreadable', details: { path: join(home, 'history') } };
    await expect(history.list()).rejects.toMatchObject({ problem });
    await expect(history.get('last')).rejects.toMatchObject({ problem });
    expect(await history.summary(aRun().pairId)).toMatchObject({ lastRun: undefined, recovery: undefined });
  });
});

describe('a history that cannot be written', () => {
  it('is said once and throws nothing', async () => {
    const home = await tempHome();
    await writeFile(join(home, 'history'), 'a file in the way');
    const writer = openHistory(home, PORTS).begin(aRun());
    for (let i = 0; i < 100; i++) writer.change(aChange(i));
    writer.output('text');
    await writer.ready();
    const { failure } = writer;
    const path = join(home, 'history', runIdAt(0));
    expect(failure).toMatchObject({ code: 'history.unwritable', retry: 'person', details: { path } });
    await writer.update({});
    await writer.finish(aFinishedRun());
    expect(writer.failure).toBe(failure);
  });

  it('is told in the record when the record itself can be written', async () => {
    const home = await tempHome();
    await mkdir(join(home, 'history', runIdAt(0), 'changes.ndjson'), { recursive: true });
    await rm(join(home, 'history', runIdAt(0)), { recursive: true });
    const writer = openHistory(home, PORTS).begin(aRun());
    await writer.ready();
    await mkdir(join(home, 'history', runIdAt(0), 'changes.ndjson'));
    writer.change(aChange(1));
    await writer.finish(aFinishedRun());
    expect((await openHistory(home, PORTS).get('last')).problems).toEqual([writer.failure]);
  });

  it('is said when the folder is deleted under the run', async () => {
    const home = await tempHome();
    const writer = openHistory(home, PORTS).begin(aRun());
    writer.change(aChange(1));
    await writer.ready();
    await rm(join(home, 'history'), { recursive: true });
    await writer.finish(aFinishedRun());
    expect(writer.failure).toMatchObject({ code: 'history.unwritable' });
  });

  it('keeps the result when there is a way again at the end', async () => {
    const home = await tempHome();
    await writeFile(join(home, 'history'), '');
    const history = openHistory(home, PORTS);
    const writer = history.begin(aRun());
    await writer.ready();
    await rm(join(home, 'history'));
    await writer.finish(aFinishedRun());
    expect(await history.get('last')).toMatchObject({
      state: 'finished',
      problems: [{ code: 'history.unwritable' }],
    });
  });
});
