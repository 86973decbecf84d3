import type { PairView, Snapshot } from '../../engine/api/snapshot.ts';
import type { Place } from '../../engine/api/settings.ts';
import type { PairId } from '../../engine/model/ids.ts';
import { displayName } from '../../engine/text/display-name.ts';
import { glanceOf } from '../../engine/text/glance.ts';
import type { TimeContext } from '../../engine/text/times.ts';
import { NOTICE_WORDS } from './words.ts';

/** One notification of the system's, and where a click on it leads. */
export interface StateChange {
  readonly title: string;
  readonly body: string;
  readonly place: Place;
}

/** How the last sync that was not called off left each pair. */
export type KnownStates = ReadonlyMap<PairId, string>;

export function knownStates({ pairs }: Snapshot, before: KnownStates = new Map()): KnownStates {
  return new Map(
    pairs.flatMap((view) => {
      const state = stateOf(view) ?? before.get(view.pair.id);
      return state === undefined ? [] : [[view.pair.id, state] as const];
    }),
  );
}

/**
 * What a person is to be told of, unasked: that syncs of a pair began to end badly, end badly in another way, or are good again.
 * A sync that succeeds as the one before is not news, and neither is one that somebody called off.
 */
export function stateChanges(
  before: KnownStates,
  after: Snapshot,
  context: TimeContext,
): readonly StateChange[] {
  return after.pairs.flatMap((view): StateChange[] => {
    const old = before.get(view.pair.id);
    const now = stateOf(view);
    if (now === undefined || now === old) return [];
    if (now !== GOOD) return [worse(view, context)];
    return old === undefined ? [] : [better(view)];
  });
}

const GOOD = 'good';

/** `undefined`: it says nothing of the pair. Another reason is another state. */
function stateOf({ lastRun }: PairView): string | undefined {
  if (lastRun?.outcome === undefined || lastRun.outcome === 'cancelled') return undefined;
  if (lastRun.outcome === 'succeeded') return GOOD;
  return `${lastRun.outcome} ${lastRun.problems[0]?.code ?? ''}`;
}

function worse(view: PairView, context: TimeContext): StateChange {
  const { headline, detail } = glanceOf(view, context);
  const { pair, lastRun } = view;
  return {
    title: NOTICE_WORDS.title(displayName(pair.name), headline),
    body: detail,
    place: {
      screen: 'history',
      pairId: pair.id,
      ...(lastRun !== undefined && { runId: lastRun.id }),
    },
  };
}

function better({ pair }: PairView): StateChange {
  const name = displayName(pair.name);
  return {
    title: NOTICE_WORDS.recovered(name),
    body: NOTICE_WORDS.recoveredBody(name),
    place: { screen: 'overview', pairId: pair.id },
  };
}
