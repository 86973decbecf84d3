import { ChevronLeft } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { PairView } from '../../../../engine/api/snapshot.ts';
import type { RunId } from '../../../../engine/model/ids.ts';
import type { RunRecord } from '../../../../engine/model/run.ts';
import { absoluteTime } from '../../../../engine/text/relative-time.ts';
import { Button } from '../../../parts/Button.tsx';
import { Failed } from '../../../parts/Failed.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { Page } from '../../../parts/Page.tsx';
import { usePlace } from '../../../state/place.ts';
import { useNow } from '../../../state/use-live.ts';
import { useReply } from '../../../state/use-reply.ts';
import { Changes } from '../changes/Changes.tsx';
import { LogView } from '../log/LogView.tsx';
import { listPlace } from '../runs/list-memory.ts';
import { useExport } from '../use-export.tsx';
import { CHANGES_NAMES, mannerOf, MODE_NAMES, whenText, WORDS } from '../words.ts';
import { Summary } from './Summary.tsx';
import './run-detail.css';

export interface RunDetailProps {
  readonly view: PairView;
  readonly runId: RunId;
}

export function RunDetail({ view, runId }: RunDetailProps): ReactNode {
  const { go } = usePlace();
  const now = useNow(60_000);
  const isRunning = view.running?.id === runId || view.live?.runId === runId;
  const asked = useReply('history.get', { runId }, isRunning);
  const { menu, line } = useExport({ runId });
  const run = asked.value;
  useEffect(() => {
    listPlace(view.pair.id).active = runId;
    document.querySelector('h1')?.focus();
  }, [view.pair.id, runId]);
  return (
    <div className="history">
      <nav className="back">
        <Button kind="plain" onPress={() => go({ screen: 'history', pairId: view.pair.id })}>
          <ChevronLeft size="1.1em" aria-hidden />
          {WORDS.back}
        </Button>
      </nav>
      <Page
        title={run === undefined ? WORDS.title : titleOf(run, now)}
        sub={
          run !== undefined && (
            <>
              {absoluteTime(run.startedAt, { timeZone: undefined })} · <bdi>{run.pairName}</bdi>
            </>
          )
        }
        actions={run?.state === 'finished' && menu}
      >
        {line}
        {run !== undefined ? (
          <RunTabs run={run} view={view} />
        ) : asked.state === 'failed' ? (
          <Failed title={WORDS.runNotRead} problem={asked.problem} pair={view.pair} again={asked.again} />
        ) : (
          <Loading />
        )}
      </Page>
    </div>
  );
}

function titleOf(run: RunRecord, now: number): string {
  return `${MODE_NAMES[run.mode]}, ${whenText(run.startedAt, { now, timeZone: undefined })}`;
}

function RunTabs({ run, view }: { readonly run: RunRecord; readonly view: PairView }): ReactNode {
  const [tab, setTab] = useState('summary');
  return (
    <Tabs className="tabs" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
      <TabList aria-label={WORDS.views} className="tab-list">
        <Tab id="summary">{WORDS.summary}</Tab>
        <Tab id="changes">{CHANGES_NAMES[mannerOf(run)]}</Tab>
        <Tab id="log">{WORDS.log}</Tab>
      </TabList>
      <TabPanel id="summary">
        <Summary run={run} view={view} onLog={() => setTab('log')} />
      </TabPanel>
      <TabPanel id="changes" className="tall">
        <Changes run={run} />
      </TabPanel>
      <TabPanel id="log" className="tall">
        <LogView runId={run.id} isRunning={run.state === 'running'} />
      </TabPanel>
    </Tabs>
  );
}
