import {
  Bell,
  CalendarClock,
  ChartColumn,
  Clock3,
  HardDrive,
  KeyRound,
  LifeBuoy,
  ListChecks,
  Plus,
  SlidersHorizontal,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Place } from '../../engine/api/settings.ts';
import type { PairView } from '../../engine/api/snapshot.ts';
import type { PairGlance } from '../../engine/text/glance.ts';
import { Mark } from '../parts/Mark.tsx';
import { GLANCE_MARKS } from '../parts/glance-marks.ts';
import { usePlace } from '../state/place.ts';
import { useGlances } from '../state/use-glance.ts';
import { useLive } from '../state/use-live.ts';
import { SIDEBAR_WORDS } from '../text/sidebar-words.ts';
import { isUnfinished } from './set-up/steps.ts';

const NO_PAIRS = { sequence: 0, pairs: [], fault: undefined };

export function Sidebar(): ReactNode {
  const { snapshot = NO_PAIRS, setups } = useLive();
  const { place } = usePlace();
  const glances = new Map(useGlances(snapshot).pairs.map((pair) => [pair.view.pair.id, pair]));
  /** Somebody has to come back to it, or is there. */
  const hasSetUp = (view: PairView): boolean =>
    isUnfinished(
      view,
      setups.find(({ pairId }) => pairId === view.pair.id),
    ) ||
    (place.screen === 'set-up' && place.pairId === view.pair.id);
  return (
    <nav className="sidebar drag" aria-label={SIDEBAR_WORDS.screens}>
      {/* In the order of the configuration: where somebody found a pair, it stays. */}
      {snapshot.pairs.map((view) => {
        const { id, name } = view.pair;
        return (
          <div role="group" key={id} aria-label={name}>
            <PairTitle name={name} pair={glances.get(id)} />
            {hasSetUp(view) && (
              <Item to={{ screen: 'set-up', pairId: id }} icon={ListChecks} name={SIDEBAR_WORDS.setUp} />
            )}
            <Item to={{ screen: 'overview', pairId: id }} icon={Clock3} name={SIDEBAR_WORDS.overview} />
            <Item to={{ screen: 'volumes', pairId: id }} icon={HardDrive} name={SIDEBAR_WORDS.volumes} />
            <Item
              to={{ screen: 'schedule', pairId: id }}
              icon={CalendarClock}
              name={SIDEBAR_WORDS.schedule}
            />
            <Item to={{ screen: 'history', pairId: id }} icon={ChartColumn} name={SIDEBAR_WORDS.history} />
            <Item to={{ screen: 'failover', pairId: id }} icon={LifeBuoy} name={SIDEBAR_WORDS.failover} />
          </div>
        );
      })}
      <div role="group" aria-label={SIDEBAR_WORDS.app}>
        <h2>{SIDEBAR_WORDS.app}</h2>
        <Item to={{ screen: 'set-up' }} icon={Plus} name={SIDEBAR_WORDS.newSpare} />
        <Item to={{ screen: 'alerts' }} icon={Bell} name={SIDEBAR_WORDS.alerts} />
        <Item to={{ screen: 'keys' }} icon={KeyRound} name={SIDEBAR_WORDS.keys} />
        <Item to={{ screen: 'general' }} icon={SlidersHorizontal} name={SIDEBAR_WORDS.general} />
      </div>
    </nav>
  );
}

function PairTitle({
  name,
  pair,
}: {
  readonly name: string;
  readonly pair: PairGlance | undefined;
}): ReactNode {
  return (
    <h2 title={name}>
      <bdi>{name}</bdi>
      {pair !== undefined && (
        <span title={pair.glance.headline}>
          <Mark state={GLANCE_MARKS[pair.glance.state]} label={pair.glance.headline} />
        </span>
      )}
    </h2>
  );
}

function Item({
  to,
  icon: Icon,
  name,
}: {
  readonly to: Place;
  readonly icon: LucideIcon;
  readonly name: string;
}): ReactNode {
  const { place, go } = usePlace();
  const isHere = place.screen === to.screen && place.pairId === to.pairId;
  return (
    <Button className="item" onPress={() => go(to)} {...(isHere && { 'aria-current': 'page' as const })}>
      <Icon size="1.25em" strokeWidth={1.6} aria-hidden />
      {name}
    </Button>
  );
}
