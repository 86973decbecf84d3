import { useState, type ReactNode } from 'react';
import type { AlertSettings } from '../../../engine/model/alert-settings.ts';
import { WEEKDAYS } from '../../../engine/model/schedule.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { ownTimeZone } from '../../clock.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { usePlace } from '../../state/place.ts';
import { useAction, useReply } from '../../state/use-reply.ts';
import { draftOf, type Draft } from '../schedule/draft.ts';
import { isSame, readDraft } from '../schedule/read-draft.ts';
import { When } from '../schedule/When.tsx';
import type { SetUpWork } from './PairSetUp.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { StepPage } from './StepPage.tsx';
import { STEP_TITLES, WHEN } from './words.ts';
import '../schedule/schedule.css';

/** When runs begin from then on: chosen in words, and stored by the button that says so. */
export function WhenPage({ work: { view, go, when, setWhen } }: { readonly work: SetUpWork }): ReactNode {
  const { pair } = view;
  const [isMarked, setMarked] = useState(false);
  const stored = draftOf(pair);
  const draft = when ?? (pair.schedule.kind === 'manual' ? suggestedFor(pair) : stored);
  const read = readDraft(draft);
  const saving = useAction('pair.change', () => go('clone'));
  const change = (to: Partial<Draft>): void => setWhen({ ...draft, ...to });
  const goOn = (): void => {
    if (read.schedule === undefined) return setMarked(true);
    // Also what was only looked at is what somebody decided on.
    setWhen(draft);
    if (isSame(draft, stored)) go('clone');
    else saving.run({ pairId: pair.id, change: { schedule: read.schedule } });
  };
  return (
    <StepPage
      title={STEP_TITLES.when}
      lead={pair.schedule.kind === 'manual' ? WHEN.suggested : WHEN.stored}
      onBack={() => go('preview')}
      onNext={goOn}
      nextLabel={draft.kind === 'manual' ? WHEN.byHand : WHEN.keep}
      isNextDisabled={saving.isRunning}
      status={isMarked && read.schedule === undefined ? WHEN.mendFirst : undefined}
    >
      {saving.problem !== undefined && (
        <ProblemNote problem={saving.problem} pairName={pair.name} remedies={{ 'try-again': goOn }} />
      )}
      <div className="schedule">
        <When
          draft={draft}
          read={read}
          isMarked={isMarked}
          change={change}
          timeZone={view.standing?.timeZone ?? ownTimeZone()}
        />
      </div>
      <AlertsRow />
    </StepPage>
  );
}

function suggestedFor(pair: Pair): Draft {
  return draftOf({ ...pair, schedule: { kind: 'times', times: ['03:00'], weekdays: [...WEEKDAYS] } });
}

/** Whether anybody would hear of a run that fails. */
function AlertsRow(): ReactNode {
  const { go } = usePlace();
  const settings = useReply('alerts.get', undefined).value?.settings;
  if (settings === undefined) return null;
  const ways = waysOf(settings);
  return (
    <Group title={WHEN.alerts}>
      <Row
        mark={<Mark state={ways === undefined ? 'warn' : 'good'} />}
        title={ways === undefined ? WHEN.nobody : WHEN.told(ways)}
        end={
          <Button onPress={() => go({ screen: 'alerts' })}>
            {ways === undefined ? WHEN.setUpAlerts : WHEN.openAlerts}
          </Button>
        }
      />
    </Group>
  );
}

function waysOf({ mail, webhook }: AlertSettings): string | undefined {
  if (mail !== undefined) return webhook === undefined ? WHEN.mail : WHEN.both;
  return webhook === undefined ? undefined : WHEN.webhook;
}
