import type { ReactNode } from 'react';
import type { AppInfo, Settings } from '../../../engine/api/settings.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { Failed } from '../../parts/Failed.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { Toggle } from '../../parts/Toggle.tsx';
import { useSettings } from '../../state/use-settings.ts';
import { GENERAL_WORDS } from './words.ts';

export function SettingsGroup({ info }: { readonly info: AppInfo }): ReactNode {
  const { settings, change, problem, again } = useSettings();
  if (settings === undefined)
    return problem === undefined ? (
      <Loading />
    ) : (
      <Failed title={GENERAL_WORDS.notKnown} problem={problem} again={again} />
    );
  const row = (key: keyof Settings, title: string, detail: string, isPossible = true): ReactNode => (
    <Row
      title={title}
      detail={detail}
      end={
        <Toggle
          label={title}
          isOn={isPossible && settings[key]}
          isDisabled={!isPossible}
          onChange={(isOn) => change({ [key]: isOn })}
        />
      }
    />
  );
  const { canStartAtLogin: canStart } = info;
  return (
    <Group title={GENERAL_WORDS.app}>
      {row(
        'startAtLogin',
        GENERAL_WORDS.startAtLogin,
        canStart ? GENERAL_WORDS.startAtLoginWhy : GENERAL_WORDS.cannotStart,
        canStart,
      )}
      {row('showAge', GENERAL_WORDS.showAge, GENERAL_WORDS.showAgeWhy)}
      {problem !== undefined && (
        <p className="row error" role="alert">
          {explainProblem(problem).message}
        </p>
      )}
    </Group>
  );
}
