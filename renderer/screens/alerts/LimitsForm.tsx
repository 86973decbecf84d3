import { useState, type ReactNode } from 'react';
import { DEFAULT_LIMITS, type AlertSettings } from '../../../engine/model/alert-settings.ts';
import { WEEKDAYS, type Weekday } from '../../../engine/model/schedule.ts';
import { dayName } from '../../../engine/text/schedule-words.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Field } from '../../parts/Field.tsx';
import { RadioChoices } from '../../parts/RadioChoices.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { useEdited } from '../../state/use-edited.ts';
import { UNITS } from '../schedule/draft.ts';
import { UNIT_NAMES } from '../schedule/words.ts';
import { EditForm, type EditingPart } from './EditForm.tsx';
import { limitsDraftOf, readLimits, type LimitField, type LimitsDraft } from './limits-draft.ts';
import { useSaveAlerts } from './use-alerts.ts';
import { LIMIT_FAULTS, WORDS } from './words.ts';

export interface LimitsFormProps extends EditingPart {
  readonly settings: AlertSettings;
}

const DAYS = Object.fromEntries(WEEKDAYS.map((day) => [day, dayName(day)])) as Record<Weekday, string>;

export function LimitsForm({ settings: { limits, digest }, ...part }: LimitsFormProps): ReactNode {
  const { draft, isChanged, isOutdated, edit } = useEdited(limitsDraftOf({ limits, digest }), isSame);
  const [isMarked, setMarked] = useState(false);
  const saving = useSaveAlerts(part.onSaved);
  const { limits: read, faults } = readLimits(draft);
  const change = (to: Partial<LimitsDraft>): void => edit((before) => ({ ...before, ...to }));
  const save = (): void => {
    if (read === undefined) setMarked(true);
    else saving.save(({ digest: _before, ...now }) => ({ ...now, ...read }));
  };
  const errorOf = (field: LimitField): string | undefined =>
    isMarked && faults.has(field) ? LIMIT_FAULTS[field] : undefined;
  const length = (field: 'silent' | 'unreachable', label: string): ReactNode => (
    <div className="length" role="group" aria-label={label}>
      <Field
        label={label}
        value={draft[field].amount}
        error={errorOf(field)}
        onChange={(amount) => change({ [field]: { ...draft[field], amount } })}
      />
      <Segmented
        label={WORDS.unit}
        choices={UNITS.map((id) => ({ id, label: UNIT_NAMES[id] }))}
        chosen={draft[field].unit}
        onChoose={(unit) => change({ [field]: { ...draft[field], unit } })}
      />
    </div>
  );
  return (
    <EditForm
      {...part}
      {...saving}
      label={WORDS.limits}
      isChanged={isChanged}
      isMarked={isMarked && read === undefined}
      isOutdated={isOutdated}
      onSave={save}
      actions={
        <Button
          kind="plain"
          onPress={() => change(usualOf(limitsDraftOf({ limits: DEFAULT_LIMITS, digest })))}
        >
          {WORDS.usual}
        </Button>
      }
    >
      <RadioChoices
        label={WORDS.editSilence}
        choices={(['pair', 'own'] as const).map((key) => ({
          key,
          ...WORDS.silenceChoices[key],
          ...(key === 'own' && { more: length('silent', WORDS.amount) }),
        }))}
        chosen={draft.silence}
        onChoose={(silence) => change({ silence })}
      />
      {length('unreachable', WORDS.editUnreachable)}
      <div className="halves">
        <Field
          label={WORDS.gigabytes}
          hint={WORDS.gigabytesHint}
          value={draft.gigabytes}
          error={errorOf('gigabytes')}
          onChange={(gigabytes) => change({ gigabytes })}
        />
        <Field
          label={WORDS.percent}
          hint={WORDS.percentHint}
          value={draft.percent}
          error={errorOf('percent')}
          onChange={(percent) => change({ percent })}
        />
      </div>
      <RadioChoices
        label={WORDS.editDigest}
        choices={(['none', 'weekly'] as const).map((key) => ({
          key,
          ...WORDS.digestChoices[key],
          ...(key === 'weekly' && {
            more: (
              <div className="digest">
                <Choice
                  label={WORDS.weekday}
                  value={draft.weekday}
                  options={DAYS}
                  onChange={(weekday) => change({ weekday })}
                />
                <Field
                  label={WORDS.time}
                  value={draft.time}
                  error={errorOf('time')}
                  onChange={(time) => change({ time })}
                />
              </div>
            ),
          }),
        }))}
        chosen={draft.digest}
        onChoose={(kind) => change({ digest: kind })}
      />
    </EditForm>
  );
}

/** The weekly message is no limit. */
function usualOf({ silence, unreachable, gigabytes, percent }: LimitsDraft): Partial<LimitsDraft> {
  return { silence, unreachable, gigabytes, percent };
}

function isSame(a: LimitsDraft, b: LimitsDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
