import { startDemoStandby, type DemoStandby } from '../../engine/index.ts';
import type { AppDocuments } from '../settings/app-settings.ts';
import { DEMO_WORDS } from './words.ts';

/** Starts the standby of a demo. */
export async function beginDemo(folder: string): Promise<DemoStandby> {
  const standby = await startDemoStandby(folder);
  process.once('exit', standby.closeNow);
  return standby;
}

/** What somebody who tries the set-up would otherwise have to find out. */
export async function fillInDemo(
  { address, volume }: DemoStandby,
  { draft }: Pick<AppDocuments, 'draft'>,
): Promise<void> {
  await draft.update(() => ({
    step: 'find',
    name: DEMO_WORDS.pairName,
    address,
    volumes: [{ ...volume, role: 'data' }],
    preset: 'none',
    asRootHere: false,
    excludes: [],
  }));
}
