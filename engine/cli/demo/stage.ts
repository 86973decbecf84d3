import type { Engine } from '../../api/engine.ts';
import type { Pair } from '../../model/pair.ts';
import type { RunRecord } from '../../model/run.ts';
import type { PlanId } from '../../model/ids.ts';
import type { PrintContext } from '../print/context.ts';
import type { DemoFolder, VolumeName } from './demo-folder.ts';
import { VOLUME_NAMES } from './demo-folder.ts';
import type { memoryKeyring } from '../../index.ts';
import type { Screen } from './screen.ts';
import type { StandbyMachine } from './standby-machine.ts';

export const PAIR_NAME = 'demo';

/** What every step works on. */
export interface Stage {
  readonly engine: Engine;
  readonly folder: DemoFolder;
  readonly standby: StandbyMachine;
  readonly keyring: ReturnType<typeof memoryKeyring>;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  readonly print: () => PrintContext;
}

/** What a step showed, as plain data for `--json`. */
export type Facts = Readonly<Record<string, unknown>>;

export interface Step {
  /** `first-clone` */
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what happens, and why. */
  readonly why: string;
  /** Does it, and throws when the outcome is not what the step claims. */
  readonly show: (stage: Stage) => Promise<Facts>;
}

/** A sync or preview of the demo's pair, with progress. Throws the signal's reason when it was cancelled. */
export async function runSync(
  { engine, screen, signal }: Stage,
  options: { readonly mode: 'preview' | 'sync'; readonly approve?: PlanId },
): Promise<RunRecord> {
  const pair = await engine.pairs.get(PAIR_NAME);
  const progress = screen.progress(pair);
  try {
    return await engine.sync(PAIR_NAME, { ...options, signal, onEvent: (event) => progress?.take(event) });
  } finally {
    progress?.end();
    signal.throwIfAborted();
  }
}

/** The pair's volume that stands for this folder of the demo; they were added in the order of `VOLUME_NAMES`. */
export function volumeOf(pair: Pair, name: VolumeName): Pair['volumes'][number] {
  const volume = pair.volumes[VOLUME_NAMES.indexOf(name)];
  if (volume === undefined) throw new Error(`the pair has no volume ${name}`);
  return volume;
}
