import { systemSupervisor, type SupervisedHost } from '../../index.ts';
import { printable } from '../../model/path-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';

/** Lets the system keep the pairs from its start on. */
export async function installSystemHost(session: Session): Promise<ExitStatus> {
  const { engine, home, json, err } = session;
  const status = await systemSupervisor().install(home);
  const sealed = (await engine.keys.list()).filter(
    ({ key }) => key.state === 'active' && key.sealedBy !== 'unattended',
  );
  if (sealed.length > 0 && !json)
    await err.line(
      `warmspare: ${String(sealed.length)} of the keys ${sealed.length === 1 ? 'is' : 'are'} sealed by a keyring, which nobody opens when the machine starts. Make one that needs none: warmspare key rotate NAME --unattended`,
    );
  const words = `Installed: ${printable(status.file)}. The system keeps the pairs of ${printable(home)} from its start on.`;
  return tell(session, status, words, { sealedKeys: sealed.length });
}

export async function uninstallSystemHost(session: Session): Promise<ExitStatus> {
  const status = await systemSupervisor().uninstall();
  return tell(session, status, 'Uninstalled. Pairs, history and keys stay as they are.');
}

/** Status 0 where it is installed and kept. */
export async function showSystemHost(session: Session): Promise<ExitStatus> {
  const status = await systemSupervisor().status();
  const connection = await session.host();
  const host = connection?.record;
  connection?.close();
  const { json, out } = session;
  if (json)
    await out.json({
      type: 'service',
      ...status,
      host: host === undefined ? null : { pid: host.pid, kind: host.kind, since: host.since, app: host.app },
    });
  else
    await out.line(
      [
        status.isInstalled ? `Installed: ${printable(status.file)}` : 'Not installed.',
        status.isInstalled
          ? status.isLoaded
            ? 'The system keeps it running.'
            : 'The system does not keep it running.'
          : undefined,
        host === undefined
          ? 'Nobody keeps the pairs now: nothing begins by itself.'
          : `The pairs are kept by ${host.kind === 'app' ? 'the app' : 'warmspare serve'} (process ${String(host.pid)}).`,
      ]
        .filter((line) => line !== undefined)
        .join('\n'),
    );
  return status.isInstalled && status.isLoaded ? EXIT.done : EXIT.failed;
}

async function tell(
  { json, out }: Session,
  status: SupervisedHost,
  words: string,
  more: object = {},
): Promise<ExitStatus> {
  if (json) await out.json({ type: 'service', ...status, ...more });
  else await out.line(words);
  return EXIT.done;
}
