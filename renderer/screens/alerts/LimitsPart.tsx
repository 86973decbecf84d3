import type { ReactNode } from 'react';
import type { AlertsView } from '../../../engine/api/alerts.ts';
import type { AlertSettings } from '../../../engine/model/alert-settings.ts';
import { WEEKDAYS } from '../../../engine/model/schedule.ts';
import { formatAge, formatBytes } from '../../../engine/text/amounts.ts';
import { dayName } from '../../../engine/text/schedule-words.ts';
import { capitalised } from '../../../engine/text/words.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import type { Editing } from './Alerts.tsx';
import { limitsDraftOf } from './limits-draft.ts';
import { LimitsForm } from './LimitsForm.tsx';
import { WORDS } from './words.ts';

/** Of what somebody is told, how often, and from when on. */
export function LimitsPart({
  view: { settings },
  editing: { open, setOpen, part },
}: {
  readonly view: AlertsView;
  readonly editing: Editing;
}): ReactNode {
  return (
    <Group title={WORDS.limits} note={WORDS.limitsNote}>
      <Row title={WORDS.always} />
      {open === 'limits' ? (
        <LimitsForm settings={settings} {...part} />
      ) : (
        <Row
          title={limitLines(settings).map((line) => (
            <span className="line" key={line}>
              {capitalised(line)}
            </span>
          ))}
          end={
            <Button
              isDisabled={open !== undefined}
              aria-label={WORDS.changeOf(WORDS.limits)}
              onPress={() => setOpen('limits')}
            >
              {WORDS.change}
            </Button>
          }
        />
      )}
    </Group>
  );
}

function limitLines({ limits, digest }: AlertSettings): readonly string[] {
  const { silenceAfterMs, unreachableAfterMs, diskBytes, diskPercent } = limits;
  const { time } = limitsDraftOf({ limits, digest });
  return [
    silenceAfterMs === undefined ? WORDS.silencePair : WORDS.silence(formatAge(silenceAfterMs)),
    WORDS.unreachable(formatAge(unreachableAfterMs)),
    WORDS.disk(formatBytes(diskBytes), String(diskPercent)),
    digest === undefined
      ? WORDS.noDigest
      : WORDS.digest(dayName(WEEKDAYS[digest.weekday - 1] ?? 'mon'), time),
  ];
}
