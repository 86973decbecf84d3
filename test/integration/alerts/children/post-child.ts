import { sendWebhook } from '../../../../engine/alerts/webhook.ts';
import { testPorts } from '../ports.ts';

/** Sends a test to the webhook that is named: a process of its own, since Node reads its roots once. */
await sendWebhook(
  { url: process.argv[2] ?? '', form: 'json' },
  { id: 'id-1', notice: { type: 'test' } },
  testPorts(),
);
process.exit(0);
