import type { ReactNode } from 'react';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { Group, Row } from '../../parts/Group.tsx';
import { Toggle } from '../../parts/Toggle.tsx';
import type { LiveSettings } from '../../state/use-settings.ts';
import { WORDS } from './words.ts';

/** The system's own notifications; of the app on this machine alone. */
export function NotificationsGroup({ app }: { readonly app: LiveSettings }): ReactNode {
  const { settings, change, problem } = app;
  return (
    <Group title={WORDS.here}>
      <Row
        title={WORDS.notifications}
        detail={WORDS.notificationsWhy}
        end={
          <Toggle
            label={WORDS.notifications}
            isOn={settings?.notifications === true}
            isDisabled={settings === undefined}
            onChange={(notifications) => change({ notifications })}
          />
        }
      />
      {problem !== undefined && (
        <p className="row error" role="alert">
          {explainProblem(problem).message}
        </p>
      )}
    </Group>
  );
}
