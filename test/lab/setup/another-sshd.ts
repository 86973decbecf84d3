import { readFileSync, writeFileSync } from 'node:fs';
import type { StartedProcess } from '../../helpers/run-process.ts';
import type { LabHost } from '../lab-host.ts';

/** One more ssh server of a host, with settings of its own that win over the host's; same host keys, another port. */
export async function startAnotherSshd(
  host: LabHost,
  port: number,
  settings: readonly string[],
): Promise<StartedProcess> {
  const file = `/etc/ssh/sshd_config.${String(port)}`;
  const rest = readFileSync(host.path('/etc/ssh/sshd_config'), 'utf8').replace(/^Port .*$/m, '');
  const own = [`PidFile /run/sshd.${String(port)}.pid`, `Port ${String(port)}`];
  writeFileSync(host.path(file), `${[...settings, ...own].join('\n')}\n${rest}`);
  const server = host.start(['/usr/sbin/sshd', '-D', '-e', '-f', file], { timeoutMs: 2 ** 31 - 1 });
  await server.waitForOutput(/Server listening on/);
  return server;
}
