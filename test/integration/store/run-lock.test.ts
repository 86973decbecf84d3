import { writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProcessId } from '../../../engine/store/lock-file.ts';
import { acquireRunLock, type RunLock, type RunLockPorts } from '../../../engine/store/run-lock.ts';
import { NOW, OTHER_PAIR, PAIR } from '../../unit/store/run-builder.ts';
import { tempHome } from '../../unit/store/temp-home.ts';
import { bundleChild } from '../../helpers/bundle-child.ts';
import { Child } from './child.ts';

const SINCE = new Date(NOW).toISOString();
const US: ProcessId = { pid: 101, startToken: 'a' };
const THEM: ProcessId = { pid: 102, startToken: 'b' };

/** Processes as the test says: a set of `pid/token`. */
function portsWith(...alive: readonly ProcessId[]): RunLockPorts & { readonly ended: ProcessId[] } {
  const ended: ProcessId[] = [];
  return {
    isAlive: (pid, startToken) => alive.some((one) => one.pid === pid && one.startToken === startToken),
    clock: { now: () => NOW },
    endOrphan: async (child) => void ended.push(child),
    ended,
  };
}

async function taken(home: string, owner: ProcessId, ports: RunLockPorts): Promise<RunLock> {
  const result = await acquireRunLock(home, PAIR, owner, ports);
  if (!result.ok) throw new Error('expected the lock to be free');
  return result.value;
}

describe('the lock of a pair', () => {
  it('is one, says who has it, and is free again when given back', async () => {
    const home = join(await tempHome(), 'new');
    const ports = portsWith(US, THEM);
    const lock = await taken(home, US, ports);
    expect(await acquireRunLock(home, PAIR, THEM, ports)).toEqual({
      ok: false,
      error: { pid: 101, since: SINCE },
    });
    expect(await acquireRunLock(home, PAIR, US, ports)).toEqual({
      ok: false,
      error: { pid: 101, since: SINCE },
    });
    expect((await acquireRunLock(home, OTHER_PAIR, THEM, ports)).ok).toBe(true);
    await lock.release();
    await lock.release();
    expect(await readdir(join(home, 'locks'))).toEqual([`${OTHER_PAIR}.lock`]);
    await taken(home, THEM, ports);
  });

  it('lies there as JSON with the children that are recorded', async () => {
    const home = await tempHome();
    const lock = await taken(home, US, portsWith(US));
    const children = [5, 6, 7].map((pid) => ({ pid, startToken: 'c' }));
    await Promise.all(children.map((child) => lock.recordChild(child)));
    await lock.forgetChild({ pid: 6, startToken: 'c' });
    const content: unknown = JSON.parse(await readFile(join(home, 'locks', `${PAIR}.lock`), 'utf8'));
    const nonce = expect.stringMatching(/^[0-9a-f]{16}$/);
    expect(content).toEqual({ ...US, since: SINCE, children: [children[0], children[2]], nonce });
    expect(await readdir(join(home, 'locks'))).toEqual([`${PAIR}.lock`]);
  });

  it('of a dead owner is taken over at once, its processes ended first', async () => {
    const home = await tempHome();
    await (await taken(home, US, portsWith(US))).recordChild({ pid: 5, startToken: 'c' });
    const ports = portsWith(THEM);
    await taken(home, THEM, ports);
    expect(ports.ended).toEqual([{ pid: 5, startToken: 'c' }]);
    expect(await readdir(join(home, 'locks'))).toEqual([`${PAIR}.lock`]);
  });

  it('is not kept by another process with the number of the dead one', async () => {
    const home = await tempHome();
    await taken(home, US, portsWith(US));
    await taken(home, THEM, portsWith({ pid: US.pid, startToken: 'younger' }, THEM));
  });

  it('stays with the dead when their processes cannot be ended, for the next to try', async () => {
    const home = await tempHome();
    await (await taken(home, US, portsWith(US))).recordChild({ pid: 5, startToken: 'c' });
    const stubborn = { ...portsWith(THEM), endOrphan: () => Promise.reject(new RangeError('still there')) };
    await expect(acquireRunLock(home, PAIR, THEM, stubborn)).rejects.toThrow();
    const ports = portsWith(THEM);
    await taken(home, THEM, ports);
    expect(ports.ended).toEqual([{ pid: 5, startToken: 'c' }]);
  });

  it('given back late removes nothing of the one who took over', async () => {
    const home = await tempHome();
    const late = await taken(home, US, portsWith(US));
    await taken(home, THEM, portsWith(THEM));
    await late.release();
    await expect(late.recordChild({ pid: 5, startToken: 'c' })).rejects.toThrow('config.unwritable');
    const content = await readFile(join(home, 'locks', `${PAIR}.lock`), 'utf8');
    expect(JSON.parse(content)).toMatchObject({ ...THEM, children: [] });
  });

  it('that came after the dead one is not taken for it, however late the taker is', async () => {
    const home = await tempHome();
    const path = join(home, 'locks', `${PAIR}.lock`);
    await taken(home, US, portsWith(US));
    const dead: unknown = JSON.parse(await readFile(path, 'utf8'));
    const [later, claim] = ['1111111111111111', '2222222222222222'];
    const slow = {
      ...portsWith(THEM),
      // Between the look at the dead lock and the claim on it: another took over and died, and a third has that claim.
      isAlive: (pid: number) => {
        writeFileSync(path, JSON.stringify({ ...(dead as object), nonce: later }));
        writeFileSync(`${path}.${later}`, JSON.stringify({ ...(dead as object), pid: 103, nonce: claim }));
        return pid === 103;
      },
    };
    const result = await acquireRunLock(home, PAIR, THEM, slow);
    expect(result).toEqual({ ok: false, error: { pid: 103, since: SINCE } });
  });

  it('of garbage is dead after ten seconds and not before', async () => {
    for (const garbage of ['', '{"pid":', '[]', '{"pid":"x"}']) {
      const home = await tempHome();
      const path = join(home, 'locks', `${PAIR}.lock`);
      await mkdir(join(home, 'locks'));
      await writeFile(path, garbage);
      const age = async (ms: number) => {
        await utimes(path, (NOW - ms) / 1000, (NOW - ms) / 1000);
        return acquireRunLock(home, PAIR, US, portsWith(US));
      };
      expect(await age(9000)).toEqual({
        ok: false,
        error: { pid: 0, since: new Date(NOW - 9000).toISOString() },
      });
      expect((await age(11_000)).ok).toBe(true);
    }
  });

  it('takes away what killed takers left beside it, and nothing of another pair', async () => {
    const home = await tempHome();
    await mkdir(join(home, 'locks'));
    const litter = [`${PAIR}.lock.0123456789abcdef`, `.${PAIR}.lock.0123456789abcdef.tmp`];
    const kept = [`${OTHER_PAIR}.lock.0123456789abcdef`, `.${OTHER_PAIR}.lock.0123456789abcdef.tmp`];
    for (const name of [...litter, ...kept]) await writeFile(join(home, 'locks', name), '');
    await taken(home, US, portsWith(US));
    expect((await readdir(join(home, 'locks'))).sort()).toEqual([...kept, `${PAIR}.lock`].sort());
  });

  it('that cannot be made is said with its path', async () => {
    const home = await tempHome();
    await writeFile(join(home, 'locks'), '');
    const error: unknown = await acquireRunLock(home, PAIR, US, portsWith(US)).catch(
      (reason: unknown) => reason,
    );
    const path = join(home, 'locks', `${PAIR}.lock`);
    expect(error).toMatchObject({ problem: { code: 'config.unwritable', details: { path } } });
  });
});

describe('many processes at once', () => {
  it('exactly one takes the lock of a killed owner, fifty times', { timeout: 600_000 }, async () => {
    const home = await tempHome();
    const program = await bundleChild(new URL('children/lock-child.ts', import.meta.url), home);
    const start = async () => {
      const child = new Child(program, [home]);
      await child.next();
      return child;
    };
    let children = await Promise.all(Array.from({ length: 6 }, start));
    const winners: number[] = [];
    for (let round = 0; round < 50; round++) {
      const answers = children.map((child) => child.next());
      for (const child of children) child.send('take');
      const results = await Promise.all(answers);
      const owners = children.filter((_, i) => results[i] === 'won');
      winners.push(owners.length);
      await Promise.all(owners.map((owner) => owner.kill()));
      const fresh = await Promise.all(owners.map(start));
      children = [...children.filter((child) => child.isThere), ...fresh];
    }
    expect(winners).toEqual(Array.from({ length: 50 }, () => 1));
    expect((await readdir(join(home, 'locks'))).length).toBeLessThanOrEqual(1);
  });

  it('never are two inside, wherever they are killed', { timeout: 600_000 }, async () => {
    const home = await tempHome();
    const program = await bundleChild(new URL('children/lock-child.ts', import.meta.url), home);
    const tally = { took: 0, broken: 0, killed: 0 };
    const start = (): Child => {
      const child = new Child(program, [home]);
      child.process.on('message', (message) => {
        if (message === 'there') child.send('storm');
        if (message === 'took' || message === 'broken') tally[message] += 1;
      });
      return child;
    };
    // Until there was enough of everything, each killed process replaced by a fresh one.
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        while (tally.killed < 60 && tally.broken === 0) {
          const child = start();
          while (child.isThere && tally.killed < 60) {
            await Promise.race([child.exited, new Promise((resolve) => setTimeout(resolve, 50))]);
          }
          if (child.isThere) await child.kill();
          else tally.killed += 1;
        }
      }),
    );
    expect(tally).toEqual({ took: expect.any(Number), broken: 0, killed: expect.any(Number) });
    expect(tally.killed).toBeGreaterThanOrEqual(60);
    expect(tally.took).toBeGreaterThan(60);
  });
});
