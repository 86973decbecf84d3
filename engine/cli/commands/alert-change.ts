import type { NewAlertSecrets } from '../../api/alerts.ts';
import type { AlertSettings } from '../../model/alert-settings.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';

export interface AlertChange {
  readonly settings: AlertSettings;
  readonly secrets?: NewAlertSecrets;
  /** A sentence. */
  readonly done: string;
}

/** What every command that changes the settings ends with. */
export async function changeAlerts(
  { alerts, json, out }: Session,
  { settings, secrets, done }: AlertChange,
): Promise<ExitStatus> {
  await alerts.change({ settings, ...(secrets !== undefined && { secrets }) });
  if (json) await out.json({ type: 'alerts.changed', settings: await alerts.settings() });
  else await out.line(done);
  return EXIT.done;
}
