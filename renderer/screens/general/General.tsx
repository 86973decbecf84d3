import type { ReactNode } from 'react';
import { Loading } from '../../parts/Loading.tsx';
import { Page } from '../../parts/Page.tsx';
import { useReply } from '../../state/use-reply.ts';
import { AboutGroup } from './AboutGroup.tsx';
import { DataGroup } from './DataGroup.tsx';
import { Supervision } from './Supervision.tsx';
import { SettingsGroup } from './SettingsGroup.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { GENERAL_WORDS } from './words.ts';
import './general.css';

/** The app on this machine: what was chosen for it, where its data is, and what it is. */
export function General(): ReactNode {
  const info = useReply('app.info', undefined);
  return (
    <Page title={GENERAL_WORDS.title}>
      {info.state === 'failed' && <Failed problem={info.problem} again={info.again} />}
      {info.value === undefined ? (
        info.state === 'loading' && <Loading />
      ) : (
        <>
          <SettingsGroup info={info.value} />
          <Supervision info={info.value} />
          <DataGroup info={info.value} />
          <AboutGroup info={info.value} />
        </>
      )}
    </Page>
  );
}
