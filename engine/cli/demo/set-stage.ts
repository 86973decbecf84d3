import { userInfo } from 'node:os';
import { createEngine, memoryStore, systemClock, type KeyAccount } from '../../index.ts';
import type { PrintContext } from '../print/context.ts';
import type { DemoFolder } from './demo-folder.ts';
import { makePrimary } from './made-primary.ts';
import type { Screen } from './screen.ts';
import type { Stage } from './stage.ts';
import { startStandby } from './standby-machine.ts';
import { sizeOf, walk } from './walk.ts';

const A_DAY_MS = 86_400_000;

export interface Surroundings {
  readonly folder: DemoFolder;
  readonly screen: Screen;
  readonly print: () => PrintContext;
  readonly signal: AbortSignal;
}

/** Makes the primary's tree and starts the standby. `clear` ends the standby with all that it runs. */
export async function setStage(
  around: Surroundings,
): Promise<{ readonly stage: Stage; readonly clear: () => Promise<void> }> {
  const { folder, screen, signal } = around;
  await makePrimary(folder.primary, { modifiedAt: systemClock.now() - A_DAY_MS, signal });
  await screen.introduce({ folder: folder.path, primary: sizeOf(await walk(folder.primary)) });
  const standby = await startStandby(folder);
  process.once('exit', standby.closeNow);
  const secrets = memoryStore();
  // In root's place: nothing of this machine's own is touched.
  const keyAccount: KeyAccount = {
    user: standby.address.user,
    uid: userInfo().uid,
    home: folder.standbyHome,
    guardFolder: folder.standbyGuard,
    obeysSshd: false,
  };
  return {
    stage: { ...around, engine: createEngine({ home: folder.home, secrets, keyAccount }), secrets, standby },
    clear: async () => {
      process.off('exit', standby.closeNow);
      await standby.close();
    },
  };
}
