import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PairId } from '../../../../engine/model/ids.ts';
import { isAlive, startToken } from '../../../../engine/platform/process-identity.ts';
import { acquireRunLock, type RunLock } from '../../../../engine/store/run-lock.ts';

/**
 * On `take` tries once and tells `won` or `lost`; on `storm` takes and gives back until it dies, telling `took` each time
 * and `broken` when somebody else was inside too. A storming process kills itself now and then: inside, and while it
 * takes over from a dead one.
 */
const home = process.argv[2] ?? '';
const owner = { pid: process.pid, startToken: startToken(process.pid) ?? '' };
const inside = join(home, 'inside');
let dies = false;
let lock: RunLock | undefined;

async function take(): Promise<boolean> {
  const taken = await acquireRunLock(home, PairId.parse('pair-aaaaaaaaaa'), owner, {
    isAlive,
    clock: { now: () => Date.now() },
    endOrphan: async () => {
      if (dies && Math.random() < 0.3) process.kill(process.pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
  });
  lock = taken.ok ? taken.value : undefined;
  return taken.ok;
}

function whoIsInside(): string {
  try {
    return readFileSync(inside, 'utf8');
  } catch {
    return '';
  }
}

/** A process that was killed inside leaves its name; one that lives must not be there. */
async function stayInside(held: RunLock): Promise<boolean> {
  const [pid = '', token = ''] = whoIsInside().split(' ');
  const isAlone = pid === '' || !isAlive(Number(pid), token);
  const name = `${String(owner.pid)} ${owner.startToken}`;
  writeFileSync(inside, name);
  await held.recordChild({ pid: 999_999, startToken: 'none' });
  if (Math.random() < 0.25) process.kill(process.pid, 'SIGKILL');
  const isStillAlone = whoIsInside() === name;
  rmSync(inside, { force: true });
  return isAlone && isStillAlone;
}

async function storm(): Promise<never> {
  dies = true;
  for (;;) {
    if (await take()) {
      process.send?.(lock !== undefined && (await stayInside(lock)) ? 'took' : 'broken');
      await lock?.release();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

process.on('message', (message) => {
  if (message === 'storm') void storm();
  else void take().then((won) => process.send?.(won ? 'won' : 'lost'));
});
process.send?.('there');
