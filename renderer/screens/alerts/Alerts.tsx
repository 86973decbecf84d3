import { useState, type ReactNode } from 'react';
import type { EditingPart } from './EditForm.tsx';
import { LeaveQuestion } from '../../parts/LeaveQuestion.tsx';
import { AskedView } from '../../parts/Loading.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSettings } from '../../state/use-settings.ts';
import { useSnapshot } from '../../state/use-live.ts';
import { ChecksPart } from './ChecksPart.tsx';
import { LimitsPart } from './LimitsPart.tsx';
import { NotificationsGroup } from './NotificationsGroup.tsx';
import { Now } from './Now.tsx';
import { useAlerts } from './use-alerts.ts';
import { Ways } from './Ways.tsx';
import { WORDS } from './words.ts';
import './alerts.css';

/** What is edited in its place, one at a time. */
export type Part = 'mail' | 'webhook' | 'checks' | 'limits';

/** What every part of the page needs to be edited. */
export interface Editing {
  readonly open: Part | undefined;
  readonly setOpen: (part: Part | undefined) => void;
  readonly part: EditingPart;
}

/** Who is told when something goes wrong, of what, and whether it gets through. */
export function Alerts(): ReactNode {
  const asked = useAlerts();
  const app = useSettings();
  const pairs = useSnapshot()?.pairs.map(({ pair }) => pair) ?? [];
  const [open, setOpen] = useState<Part>();
  const [isChanged, setChanged] = useState(false);
  const onClose = (): void => setOpen(undefined);
  const onSaved = (): void => {
    onClose();
    asked.again();
  };
  const editing: Editing = { open, setOpen, part: { onChanged: setChanged, onClose, onSaved } };
  return (
    <div className="alerts">
      <Page title={WORDS.title} sub={WORDS.sub}>
        <AskedView asked={asked} title={WORDS.notKnown}>
          {(view) => (
            <>
              <Now view={view} pairs={pairs} hasNotifications={app.settings?.notifications === true} />
              <Ways view={view} editing={editing} />
              <ChecksPart view={view} pairs={pairs} editing={editing} />
              <NotificationsGroup app={app} />
              <LimitsPart view={view} editing={editing} />
            </>
          )}
        </AskedView>
        <LeaveQuestion isWanted={isChanged} />
      </Page>
    </div>
  );
}
