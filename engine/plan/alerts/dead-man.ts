import type { DeadMan } from '../../model/alert-settings.ts';
import type { AlertState } from '../../model/alert.ts';
import type { PairId } from '../../model/ids.ts';
import type { Outcome } from '../../model/run.ts';
import { toldKinds } from './decide-alerts.ts';

export type PingKind = 'start' | 'success' | 'fail';

/** A GET that is to be made. */
export interface Ping {
  readonly kind: PingKind;
  readonly url: string;
}

/**
 * Whom to tell of a sync's start or end. Only a whole copy is a success; one that a person called off says nothing. Where all pairs share
 * an address, one pair's success would hide another's silence: it is told only while no pair has an alert.
 * `state` is what was decided after the run's end.
 */
export function pingsFor(
  deadMen: readonly DeadMan[],
  pairId: PairId,
  what: 'started' | Outcome,
  state: AlertState,
): readonly Ping[] {
  const kind = kindOf(what);
  if (kind === undefined) return [];
  return deadMen
    .filter((one) => one.pairId === undefined || one.pairId === pairId)
    .filter((one) => kind !== 'success' || one.pairId !== undefined || isQuiet(state))
    .map(({ url }) => ({ kind, url: kind === 'success' ? url : below(url, kind) }));
}

function kindOf(what: 'started' | Outcome): PingKind | undefined {
  if (what === 'started') return 'start';
  if (what === 'cancelled') return undefined;
  return what === 'succeeded' ? 'success' : 'fail';
}

function isQuiet({ pairs }: AlertState): boolean {
  return pairs.every(({ standing }) => toldKinds(standing).length === 0);
}

/** `https://hc-ping.com/uuid?x=1` and `start`: `https://hc-ping.com/uuid/start?x=1` */
function below(url: string, word: 'start' | 'fail'): string {
  const [, path = url, rest = ''] = /^([^?#]*?)\/*([?#].*)?$/.exec(url) ?? [];
  return `${path}/${word}${rest}`;
}
