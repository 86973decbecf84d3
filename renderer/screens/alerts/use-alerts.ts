import { useState } from 'react';
import type { AlertsView, NewAlertSecrets } from '../../../engine/api/alerts.ts';
import type { AlertSettings } from '../../../engine/model/alert-settings.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { ask, problemOf } from '../../client.ts';
import { useEvents } from '../../state/use-live.ts';
import { useReply, type Asked } from '../../state/use-reply.ts';

/** Anew with every change, whoever made it. */
export function useAlerts(): Asked<AlertsView> {
  const asked = useReply('alerts.get', undefined);
  useEvents((event) => {
    if (event.type === 'alerts.changed') asked.again();
  });
  return asked;
}

/** New secrets on their way from a field: read once, when they are sent. */
export type TakeSecrets = () => Partial<Record<keyof NewAlertSecrets, string>>;

export interface SavingAlerts {
  readonly save: (step: (now: AlertSettings) => AlertSettings, take?: TakeSecrets) => void;
  readonly isSaving: boolean;
  readonly problem: Problem | undefined;
}

/** Changes one part of the settings as they are stored at that moment: what others changed meanwhile stays. */
export function useSaveAlerts(onDone: () => void): SavingAlerts {
  const [state, setState] = useState<{ readonly isSaving: boolean; readonly problem?: Problem }>({
    isSaving: false,
  });
  const change = async (step: (now: AlertSettings) => AlertSettings, take: TakeSecrets): Promise<void> => {
    const { settings } = await ask('alerts.get');
    await ask('alerts.change', { settings: step(settings), secrets: take() });
  };
  return {
    save: (step, take = () => ({})) => {
      setState({ isSaving: true });
      change(step, take).then(
        () => {
          setState({ isSaving: false });
          onDone();
        },
        (error: unknown) => setState({ isSaving: false, problem: problemOf(error) }),
      );
    },
    isSaving: state.isSaving,
    problem: state.problem,
  };
}
