import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { PairFixture, sshEndpoint } from '../../helpers/pair-fixture.ts';

let sshd: LoopbackSshd;
beforeAll(async () => {
  sshd = await startLoopbackSshd();
});
afterAll(() => sshd.stop());

function notices(pair: PairFixture): unknown[] {
  return pair.events.flatMap((event) => (event.type === 'run.planned' ? event.notices : []));
}

describe('filters', () => {
  it('leave out what they name, and let it stay on the standby', async () => {
    const pair = await new PairFixture({ standby: sshEndpoint(sshd), excludes: ['*.tmp', '/cache/'] }).add();
    mkdirSync(`${pair.source}/cache`);
    mkdirSync(`${pair.source}/deep/cache`, { recursive: true });
    for (const file of ['a', 'b.tmp', 'cache/c', 'deep/cache/d'])
      writeFileSync(`${pair.source}/${file}`, file);
    await pair.sync();
    expect(readdirSync(pair.destination).sort()).toEqual(['.warmspare-standby', 'a', 'deep']);
    expect(existsSync(`${pair.destination}/deep/cache/d`)).toBe(true);
    writeFileSync(`${pair.destination}/of the standby.tmp`, 'x');
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { deleted: 0 } });
    expect(existsSync(`${pair.destination}/of the standby.tmp`)).toBe(true);
  });

  it('that match nothing are said', async () => {
    const pair = await new PairFixture({ excludes: ['*.tmp', '*.tpm'] }).add();
    writeFileSync(`${pair.source}/a`, 'a');
    writeFileSync(`${pair.source}/b.tmp`, 'b');
    await pair.sync({ mode: 'preview' });
    expect(notices(pair)).toContainEqual(
      expect.objectContaining({ kind: 'pattern-matches-nothing', pattern: '*.tpm' }),
    );
    expect(notices(pair)).not.toContainEqual(expect.objectContaining({ pattern: '*.tmp' }));
  });

  it('that leave out everything refuse the run', async () => {
    const pair = await new PairFixture({ excludes: ['[a-z]*'] }).add();
    writeFileSync(`${pair.source}/a`, 'a');
    expect(await pair.sync({ mode: 'preview' })).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'filters.exclude-everything' }],
    });
  });

  it('that rsync would misread are not stored', async () => {
    await expect(new PairFixture({ excludes: ['a[b'] }).add()).rejects.toMatchObject({
      problem: { code: 'pair.invalid' },
    });
  });
});

describe('a run', () => {
  it('that loses its line is tried again and succeeds', async () => {
    // Slow enough that the copy is not over when its first word of progress is heard.
    const pair = await new PairFixture({
      standby: sshEndpoint(sshd),
      bandwidth: [{ kibPerSecond: 16_384 }],
    }).add();
    for (let i = 0; i < 20; i++) writeFileSync(`${pair.source}/${i}`, Buffer.alloc(4_000_000, i));
    let killed = false;
    const record = await pair.engine.sync('Office', {
      mode: 'sync',
      onEvent: (event) => {
        pair.events.push(event);
        if (killed || event.type !== 'run.progress' || event.phase !== 'copying') return;
        killed = true;
        void sshd.killSessions();
      },
    });
    expect(record).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(pair.events.some(({ type }) => type === 'run.retrying')).toBe(true);
    expect(await pair.differences()).toEqual([]);
  });

  it('that was tried again leaves nothing that the first try had half written, and takes nothing else', async () => {
    const pair = await new PairFixture({
      standby: sshEndpoint(sshd),
      bandwidth: [{ kibPerSecond: 16_384 }],
    }).add();
    mkdirSync(`${pair.source}/folder`);
    writeFileSync(`${pair.source}/folder/.own.a1B2c3`, 'of the primary');
    for (let i = 0; i < 20; i++) writeFileSync(`${pair.source}/${i}`, Buffer.alloc(4_000_000, i));
    let killed = false;
    const record = await pair.engine.sync('Office', {
      mode: 'sync',
      onEvent: (event) => {
        pair.events.push(event);
        if (!killed && event.type === 'run.progress' && event.phase === 'copying') {
          killed = true;
          void sshd.killSessions();
        }
        if (event.type !== 'run.retrying') return;
        // As by an rsync that was killed in the middle of a file.
        mkdirSync(`${pair.destination}/folder/.warmspare-partial`, { recursive: true });
        for (const name of ['.0.aB3dE6', 'folder/.x y.Zz9Zz9', 'folder/.warmspare-partial/z', 'of somebody'])
          writeFileSync(`${pair.destination}/${name}`, 'half');
      },
    });
    expect(record).toMatchObject({ outcome: 'succeeded', totals: { deleted: 0 } });
    expect(await pair.differences()).toEqual(['of somebody: extra file']);
    expect(await pair.changes(record.id)).not.toContainEqual(expect.objectContaining({ kind: 'deleted' }));
  });

  it('takes away what a first clone that was killed had kept to resume, of a file that is gone', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(`${pair.source}/a`, 'a');
    await pair.sync();
    rmSync(`${pair.destination}/a`);
    mkdirSync(`${pair.destination}/.warmspare-partial`);
    writeFileSync(`${pair.destination}/.warmspare-partial/large`, 'half of it');
    expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { created: 1 } });
    expect(await pair.differences()).toEqual([]);
  });

  it('is refused when another host key answers, until a person changes the pin', async () => {
    const changing = await startLoopbackSshd();
    try {
      const pair = await new PairFixture({ standby: sshEndpoint(changing) }).add();
      writeFileSync(`${pair.source}/a`, 'a');
      await pair.sync();
      await changing.replaceHostKey();
      writeFileSync(`${pair.source}/b`, 'b');
      expect(await pair.sync()).toMatchObject({
        outcome: 'refused',
        problems: [{ code: 'endpoint.host-key-changed', details: { side: 'standby' } }],
      });
      expect(existsSync(`${pair.destination}/b`)).toBe(false);
    } finally {
      await changing.stop();
    }
  });

  it('goes on when its history cannot be written, and says so', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(`${pair.source}/a`, 'a');
    writeFileSync(join(pair.home, 'history'), 'a file where the folder should be');
    const record = await pair.sync();
    expect(record).toMatchObject({ outcome: 'succeeded', problems: [{ code: 'history.unwritable' }] });
    expect(await pair.differences()).toEqual([]);
  });

  it('cancelled before it began changes nothing', async () => {
    const pair = await new PairFixture({ standby: sshEndpoint(sshd) }).add();
    writeFileSync(`${pair.source}/a`, 'a');
    expect(await pair.sync({ signal: AbortSignal.abort() })).toMatchObject({ outcome: 'cancelled' });
    expect(readdirSync(pair.destination)).toEqual([]);
  });

  it('of a pair that is being run says that it is busy', async () => {
    const pair = await new PairFixture({ standby: sshEndpoint(sshd) }).add();
    writeFileSync(`${pair.source}/a`, 'a');
    const results = await Promise.allSettled([pair.sync(), pair.sync()]);
    const busy = results.filter((result) => result.status === 'rejected');
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(busy.map(({ reason }) => (reason as { problem: { code: string } }).problem.code)).toEqual([
      'pair.busy',
    ]);
  });

  it('that finds a file in the place of its destination is refused', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(`${pair.source}/a`, 'a');
    rmSync(pair.destination, { recursive: true });
    writeFileSync(pair.destination, 'a file');
    expect(await pair.sync()).toMatchObject({
      outcome: 'refused',
      refusals: [{ reason: 'destination.missing' }],
    });
    chmodSync(pair.destination, 0o600);
  });
});

describe('two volumes of a pair', () => {
  it('of which one lies inside the other keep out of its way', async () => {
    const pair = new PairFixture({ standby: sshEndpoint(sshd) });
    mkdirSync(`${pair.source}/outer`);
    mkdirSync(`${pair.source}/inner`);
    mkdirSync(`${pair.destination}/in [1]`);
    writeFileSync(`${pair.source}/outer/a`, 'a');
    writeFileSync(`${pair.source}/inner/b`, 'b');
    await pair.add([
      { source: `${pair.source}/outer`, destination: pair.destination },
      { source: `${pair.source}/inner`, destination: `${pair.destination}/in [1]` },
    ]);
    for (const round of [1, 2]) {
      writeFileSync(`${pair.source}/inner/${round}`, 'x');
      expect(await pair.sync()).toMatchObject({ outcome: 'succeeded', totals: { deleted: 0 } });
    }
    expect(readdirSync(`${pair.destination}/in [1]`).sort()).toEqual(['.warmspare-standby', '1', '2', 'b']);
    expect(readdirSync(pair.destination).sort()).toEqual(['.warmspare-standby', 'a', 'in [1]']);
  });
});
