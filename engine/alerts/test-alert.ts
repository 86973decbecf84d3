import type { TestedChannel } from '../model/alert-outbox.ts';
import type { AlertSettings } from '../model/alert-settings.ts';
import { EngineError } from '../model/problem.ts';
import { channelsOf, deliver } from './deliver.ts';
import type { AlertPorts } from './ports.ts';

/** Sends a test at once to all that is set up, past the queue, and says what became of it. Rejects with `alert.no-channel`. */
export async function testAlert(
  settings: AlertSettings,
  ports: AlertPorts,
): Promise<readonly TestedChannel[]> {
  const channels = channelsOf(settings);
  if (channels.length === 0) throw EngineError.of('alert.no-channel');
  const queuedAt = new Date(ports.clock.now()).toISOString();
  return Promise.all(
    channels.map(async (channel): Promise<TestedChannel> => {
      const entry = { id: ports.newId(), channel, notice: { type: 'test' }, queuedAt } as const;
      const delivery = await deliver(entry, settings, ports);
      return { channel, problem: delivery.state === 'sent' ? undefined : delivery.problem };
    }),
  );
}
