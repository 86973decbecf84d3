import { useContext } from 'react';
import type { WindowRequests } from '../../engine/api/app-contract.ts';
import type { InputOf } from '../../engine/api/contract.ts';
import type { Place } from '../../engine/api/settings.ts';
import type { PairId } from '../../engine/model/ids.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { RunMode } from '../../engine/model/run.ts';
import type { RemedyAction } from '../../engine/text/remedy-action.ts';
import { ask } from '../client.ts';
import { PlaceContext } from './place.ts';
import { useAction } from './use-reply.ts';

/** What a remedy is about. */
export interface RemedyAbout {
  readonly pairId?: PairId | undefined;
  /** The run that something happened in. */
  readonly runId?: string | undefined;
  /** What was tried, for `try-again`; a sync unless told. */
  readonly mode?: RunMode | undefined;
  /** What `try-again` does where it was no run. */
  readonly tryAgain?: (() => void) | undefined;
  /** Looks at both machines, on the page that shows what comes of it; elsewhere `survey` leads there. */
  readonly survey?: (() => void) | undefined;
}

/** To another screen: within the window, and from the popover by opening it. */
export function useGo(): (place: Place) => void {
  const navigation = useContext(PlaceContext);
  if (navigation !== undefined) return navigation.go;
  return (place) => {
    void ask('app.open', place);
    void ask('popover.hide');
  };
}

/** Whether this is the window, which has room for a question. */
export function useIsInWindow(): boolean {
  return useContext(PlaceContext) !== undefined;
}

export interface RemedyStarter {
  readonly start: (action: RemedyAction) => void;
  readonly isRunning: boolean;
  /** Why it could not be started. */
  readonly problem: Problem | undefined;
}

type RunStart = InputOf<WindowRequests['run.start']>;

/** Does what a remedy's button says. What asks for more than a click leads to where that is asked. */
export function useRemedy(about: RemedyAbout): RemedyStarter {
  const go = useGo();
  const run = useAction('run.start');
  const reveal = useAction('app.reveal');
  const settings = useAction('app.system-settings');
  const { pairId, runId, mode = 'sync', tryAgain, survey } = about;

  const at = (screen: Place['screen'], ofRun?: string): Place => ({
    screen,
    ...(pairId !== undefined && { pairId }),
    ...(ofRun !== undefined && { runId: ofRun }),
  });
  const begin = (request: Omit<RunStart, 'pairId'>): void => {
    // Whatever is about no pair is mended where pairs are made.
    if (pairId === undefined) go({ screen: 'set-up' });
    else run.run({ pairId, ...request });
  };
  const actions: Readonly<Record<RemedyAction, () => void>> = {
    'try-again': () => (tryAgain === undefined ? begin({ mode }) : tryAgain()),
    sync: () => begin({ mode: 'sync' }),
    preview: () => {
      begin({ mode: 'preview' });
      go(at('overview'));
    },
    'review-held': () => go(at('overview')),
    check: () => go(at('set-up')),
    'accept-volumes': () => go(at(pairId === undefined ? 'set-up' : 'volumes')),
    'set-up': () => go(at('set-up')),
    'set-up-by-hand': () => go(at('set-up')),
    verify: () => begin({ mode: 'verify' }),
    survey: () => (survey === undefined ? go(at('failover')) : survey()),
    'mend-contents': () => begin({ mode: 'sync', contents: true }),
    'open-volumes': () => go(at(pairId === undefined ? 'set-up' : 'volumes')),
    'open-failover': () => go(at('failover')),
    'open-keys': () => go({ screen: 'keys' }),
    'open-history': () => go(at(pairId === undefined ? 'general' : 'history')),
    'open-log': () => go(at(pairId === undefined ? 'general' : 'history', runId)),
    'full-disk-access': () => settings.run({ pane: 'full-disk-access' }),
    'local-network-access': () => settings.run({ pane: 'local-network' }),
    'reveal-config': () => reveal.run({ what: 'config' }),
    'reveal-history': () => reveal.run({ what: 'home' }),
    'reveal-report': () => reveal.run({ what: 'home' }),
  };
  return {
    start: (action) => actions[action](),
    isRunning: run.isRunning,
    problem: run.problem ?? reveal.problem ?? settings.problem,
  };
}
