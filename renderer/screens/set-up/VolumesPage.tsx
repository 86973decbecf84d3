import { useEffect, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../../engine/api/settings.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Row } from '../../parts/Group.tsx';
import { Toggle } from '../../parts/Toggle.tsx';
import { useReply } from '../../state/use-reply.ts';
import { isFine, nameError, volumeErrors } from './check-entered.ts';
import type { Entered, EnteredVolume } from './entered.ts';
import { LeftOutPart } from './LeftOutPart.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { StepPage } from './StepPage.tsx';
import { suggestedPreset, suggestedVolumes } from './suggest.ts';
import { LocalRows, OwnRows } from './VolumeRows.tsx';
import { STEP_TITLES, VOLUMES } from './words.ts';
import { WRONG } from './wrong-words.ts';

export interface VolumesPageProps {
  readonly entered: Entered;
  readonly onChange: (entered: Entered) => void;
  readonly info: AppInfo;
  /** Names of other pairs. */
  readonly taken: readonly string[];
  /** Nobody has chosen anything yet. */
  readonly isFresh: boolean;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
}

const EMPTY: EnteredVolume = { source: '', destination: '', role: 'data' };

export function VolumesPage(props: VolumesPageProps): ReactNode {
  const { entered, onChange, info, taken, isFresh, onBack, onNext, isBusy, problem } = props;
  const local = useReply('volumes.local', undefined);
  const [isTried, setTried] = useState(false);
  const [typedIn, setTypedIn] = useState<number>();
  const { volumes } = entered;
  useEffect(() => {
    if (isFresh && local.value !== undefined && volumes.length === 0)
      chooseVolumes(suggestedVolumes(local.value));
  }, [local.value]);

  /** The preset follows what is copied until somebody chooses another. */
  function chooseVolumes(next: readonly EnteredVolume[]): void {
    const isOwnChoice = entered.preset !== suggestedPreset(volumes, info.platform) && volumes.length > 0;
    onChange({
      ...entered,
      volumes: next,
      preset: isOwnChoice ? entered.preset : suggestedPreset(next, info.platform),
    });
  }
  const errors = volumeErrors(volumes);
  const name = nameError(entered.name, taken);
  const isTaken = problem?.code === 'pair.exists';
  const rows = {
    local: local.value ?? [],
    volumes,
    errors: isTried ? errors : [],
    onChange: chooseVolumes,
    typedIn,
    onTypedIn: setTypedIn,
  };
  const next = (): void => {
    setTried(true);
    if (isFine(errors) && name === undefined && volumes.length > 0) onNext();
  };
  return (
    <StepPage
      title={STEP_TITLES.volumes}
      lead={VOLUMES.lead}
      onBack={onBack}
      onNext={next}
      isNextDisabled={isBusy}
      status={local.state === 'loading' && local.value === undefined ? VOLUMES.looking : undefined}
    >
      {local.problem !== undefined && (
        <ProblemNote problem={local.problem} remedies={{ 'try-again': local.again }} />
      )}
      {rows.local.length > 0 && (
        <section className="group" aria-label={VOLUMES.here}>
          <h3>{VOLUMES.here}</h3>
          <LocalRows {...rows} />
        </section>
      )}
      {local.value?.length === 0 && <p className="above">{VOLUMES.none}</p>}
      <OwnRows {...rows} />
      <p className="after">
        <Button onPress={() => chooseVolumes([...volumes, EMPTY])}>{VOLUMES.add}</Button>
      </p>
      {isTried && volumes.length === 0 && (
        <p className="error" role="alert">
          {WRONG.noVolumes}
        </p>
      )}
      <p className="above small">
        {VOLUMES.deletions}
        {volumes.some(({ role }) => role === 'system') && ` ${VOLUMES.systemNote}`}
      </p>
      {!info.isRoot && (
        <div className="panel after">
          <Row
            title={VOLUMES.asRoot}
            detail={VOLUMES.asRootDetail}
            end={
              <Toggle
                label={VOLUMES.asRoot}
                isOn={entered.asRootHere}
                onChange={(asRootHere) => onChange({ ...entered, asRootHere })}
              />
            }
          />
        </div>
      )}
      <LeftOutPart entered={entered} onChange={onChange} />
      <Field
        label={VOLUMES.name}
        hint={VOLUMES.nameHint}
        value={entered.name}
        onChange={(value) => onChange({ ...entered, name: value })}
        error={isTried || isTaken ? (name ?? (isTaken ? WRONG.nameTaken : undefined)) : undefined}
      />
      {problem !== undefined && !isTaken && <ProblemNote problem={problem} pairName={entered.name} />}
    </StepPage>
  );
}
