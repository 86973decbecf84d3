import type { SshEndpoint } from '../../engine/model/endpoint.ts';

/** A primary that is off: nobody answers to its name. */
export const GONE: SshEndpoint = {
  kind: 'ssh',
  user: 'root',
  host: 'warmspare-office.local',
  port: 22,
  hostKey: `SHA256:${'B'.repeat(43)}`,
  identityFile: '/nonexistent/key',
};
