import type { Alerts } from '../../api/alerts.ts';
import type { HostConnection } from './host-connection.ts';

/** The alerts of a command: a test is sent, and what waits is told, by the host, whose network and keyring count. */
export function alertsOfHost(alerts: Alerts, host: HostConnection): Alerts {
  const view: Alerts['view'] = () => host.ask('alerts.get', undefined);
  return {
    ...alerts,
    view,
    outbox: async () => (await view()).outbox,
    test: (channel) => host.ask('alerts.test', { channel }),
  };
}
