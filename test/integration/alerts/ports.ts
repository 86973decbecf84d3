import type { AlertPorts } from '../../../engine/alerts/ports.ts';
import { mailText } from '../../../engine/text/alerts/mail.ts';
import { webhookMessage } from '../../../engine/text/alerts/webhook.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { fakeSecretStore, type FakeSecretStore } from '../../fakes/fake-secret-store.ts';

export interface TestPorts extends AlertPorts {
  readonly clock: FakeClock;
  readonly secrets: FakeSecretStore;
}

/** Real fetch and real words; time and the keyring are fakes. */
export function testPorts(fields: Partial<AlertPorts> = {}): TestPorts {
  const clock = new FakeClock();
  const context = () => ({ now: clock.now(), timeZone: 'UTC' });
  let ids = 0;
  return {
    words: {
      mail: (notice) => mailText(notice, context()),
      webhook: (notice, to, id) => webhookMessage(notice, to, id, context()),
    },
    newId: () => `id-${String(++ids)}`,
    fetch,
    timeoutMs: 20_000,
    ...fields,
    clock,
    secrets: fakeSecretStore(),
  };
}
