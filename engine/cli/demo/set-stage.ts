import { createEngine, memoryKeyring, systemClock } from '../../index.ts';
import { printable } from '../../model/path-text.ts';
import type { PrintContext } from '../print/context.ts';
import type { DemoFolder } from './demo-folder.ts';
import { ensure } from './demo-failure.ts';
import { makePrimary } from './made-primary.ts';
import type { Screen } from './screen.ts';
import type { Stage } from './stage.ts';
import { startStandby } from './standby-machine.ts';
import { sizeOf, walk } from './walk.ts';

const A_DAY_MS = 86_400_000;

/** The guard's text and its line in authorized_keys name it without quotes. */
const GUARDABLE = /^[A-Za-z0-9/._+-]+$/;

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
  ensure(
    GUARDABLE.test(folder.guardFolder),
    `The demo cannot use ${printable(folder.path)}: set TMPDIR to a folder with letters, digits and . _ + - alone in its path.`,
  );
  await makePrimary(folder.primary, { modifiedAt: systemClock.now() - A_DAY_MS, signal });
  await screen.introduce({ folder: folder.path, primary: sizeOf(await walk(folder.primary)) });
  const standby = await startStandby(folder);
  process.once('exit', standby.closeNow);
  const keyring = memoryKeyring();
  const keyAccount = {
    user: standby.address.user,
    uid: process.getuid?.() ?? 0,
    home: folder.standbyHome,
    guardFolder: folder.guardFolder,
    obeysSshd: false,
  };
  const engine = createEngine({ home: folder.home, secrets: keyring, keyAccount });
  return {
    stage: { ...around, engine, standby, keyring },
    clear: async () => {
      process.off('exit', standby.closeNow);
      await standby.close();
    },
  };
}
