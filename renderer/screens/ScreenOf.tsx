import type { ReactNode } from 'react';
import type { Place } from '../../engine/api/settings.ts';
import { usePair } from '../state/use-live.ts';
import { Alerts } from './alerts/Alerts.tsx';
import { Failover } from './failover/Failover.tsx';
import { General } from './general/General.tsx';
import { History } from './history/History.tsx';
import { Keys } from './keys/Keys.tsx';
import { Overview } from './overview/Overview.tsx';
import { Schedule } from './schedule/Schedule.tsx';
import { SetUp } from './set-up/SetUp.tsx';
import { Volumes } from './volumes/Volumes.tsx';

export function ScreenOf({ place }: { readonly place: Place }): ReactNode {
  const view = usePair(place.pairId);
  switch (place.screen) {
    case 'set-up':
      return <SetUp view={view} step={place.step} />;
    case 'alerts':
      return <Alerts />;
    case 'keys':
      return <Keys />;
    case 'general':
      return <General />;
    case 'overview':
      return view && <Overview view={view} />;
    case 'volumes':
      return view && <Volumes view={view} />;
    case 'schedule':
      return view && <Schedule view={view} />;
    case 'failover':
      return view && <Failover view={view} />;
    case 'history':
      return view && <History view={view} runId={place.runId} />;
  }
}
