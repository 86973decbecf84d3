import { useEffect, useState, type ReactNode } from 'react';
import type { PairView } from '../../../../engine/api/snapshot.ts';
import { Button } from '../../../parts/Button.tsx';
import { Failed } from '../../../parts/Failed.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { Empty, Page } from '../../../parts/Page.tsx';
import { useExport } from '../use-export.tsx';
import { useShown } from '../use-shown.ts';
import { WORDS } from '../words.ts';
import { ALL_RUNS, isAll, type RunChoice } from './filter.ts';
import { choose, listPlace, type ListPlace } from './list-memory.ts';
import { RunFilters } from './RunFilters.tsx';
import { runRows } from './run-rows.ts';
import { RunTable } from './RunTable.tsx';
import './runs.css';

export function RunList({ view }: { readonly view: PairView }): ReactNode {
  const { pair } = view;
  const [place, setPlace] = useState(() => listPlace(pair.id));
  const { menu, line } = useExport({ pairId: pair.id });
  const filter = (choice: RunChoice): void => setPlace(choose(pair.id, choice));
  // Whatever begins or ends makes the list another one.
  const version = [view.lastRun, view.lastVerify, view.running].map((run) => run?.id).join(' ');
  useEffect(() => place.pages.refresh(), [place, version, view.live?.runId]);
  return (
    <div className="history">
      <Page title={WORDS.title} sub={<bdi>{pair.name}</bdi>} actions={menu}>
        {line}
        <RunFilters choice={place.choice} onChange={filter} />
        <RunsView view={view} place={place} onShowAll={() => filter(ALL_RUNS)} />
      </Page>
    </div>
  );
}

interface RunsViewProps {
  readonly view: PairView;
  readonly place: ListPlace;
  readonly onShowAll: () => void;
}

function RunsView({ view, place, onShowAll }: RunsViewProps): ReactNode {
  const { runs, isKnown, problem } = useShown(place.pages);
  const rows = runRows(view, runs, place.choice);
  if (problem !== undefined && runs.length === 0)
    return (
      <Failed title={WORDS.notRead} problem={problem} pair={view.pair} again={() => place.pages.refresh()} />
    );
  if (!isKnown) return <Loading label={WORDS.reading} />;
  if (rows.length > 0)
    return <RunTable pairId={view.pair.id} rows={rows} place={place} key={place.pages.key} />;
  if (isAll(place.choice)) return <Empty title={WORDS.noRuns}>{WORDS.noRunsWhy}</Empty>;
  return (
    <Empty title={WORDS.noneFits} action={<Button onPress={onShowAll}>{WORDS.showAll}</Button>}>
      {WORDS.noneFitsWhy}
    </Empty>
  );
}
