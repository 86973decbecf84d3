import { useState } from 'react';
import type { Settings } from '../../engine/api/settings.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { useEvents } from './use-live.ts';
import { useAction, useReply } from './use-reply.ts';

export interface LiveSettings {
  /** `undefined`: not yet known. */
  readonly settings: Settings | undefined;
  readonly change: (change: Partial<Settings>) => void;
  readonly problem: Problem | undefined;
  readonly again: () => void;
}

/** What a person chose for the app, also where another window changes it. */
export function useSettings(): LiveSettings {
  const asked = useReply('settings.get', undefined);
  const [told, setTold] = useState<Settings>();
  const action = useAction('settings.change', setTold);
  useEvents((event) => {
    if (event.type === 'settings.changed') setTold(event.settings);
  });
  return {
    settings: told ?? asked.value,
    change: action.run,
    problem: action.problem ?? asked.problem,
    again: asked.again,
  };
}
