import type { Daemon } from '../../model/machine.ts';
import { printable } from '../../model/path-text.ts';
import type { RunbookAction } from '../../model/runbook.ts';
import { isAtLeast } from '../../plan/failover/macos-version.ts';
import { askUnit, startUnit } from '../../plan/runbook/commands-linux-services.ts';
import { knock } from '../../plan/runbook/commands-network.ts';
import {
  askDaemon,
  bootstrapDaemon,
  enableDaemon,
  listDaemons,
  listOwner,
  loadDaemon,
  restartDaemon,
} from '../../plan/runbook/commands-services.ts';
import type { DaemonStand } from '../../plan/runbook/plan-services.ts';
import { listed, quoted, say, type StepContext, type StepWords } from './step-words.ts';

const MINUTES_EACH = 5;

/** More would be a page of one command. */
const MOST_PORTS = 12;

export const SERVICE_WORDS: StepWords<'start-services' | 'see-services'> = {
  'start-services': ({ daemons, os }, context) => ({
    title: 'Start the primary’s services',
    why: 'Databases, websites and whatever else people use without seeing it ran on the primary.',
    actions:
      daemons === undefined
        ? [
            say(
              'Which services the primary runs is not known: ask people what they miss, and look into the clone.',
            ),
          ]
        : [...daemons.flatMap((stand) => daemonActions(stand, os, context)), ...lasting(daemons)],
    proof: 'Each answers as “Prove that people can work” below tells.',
    ifNot:
      'Read what the service itself writes into its log. Most often its program, or a folder that it names, is not on the standby at that path.',
    minutes: Math.max(MINUTES_EACH, MINUTES_EACH * (daemons?.length ?? 0)),
  }),
  'see-services': ({ daemons, ports, address, os }, context) => ({
    title: 'See that the services answer',
    why: 'A service that was started may have ended a second later.',
    actions: [
      ...askActions(daemons, os, context),
      ...(address === undefined
        ? ports.length === 0
          ? []
          : [say(`These ports answered on the primary: ${ports.join(', ')}.`)]
        : ports.slice(0, MOST_PORTS).map((port) => knock(address, port))),
    ],
    proof: 'Each service is said to be running, and each nc ends without an error.',
    ifNot: 'Read what the service itself writes into its log. A port that nobody misses may stay silent.',
    minutes: 5,
  }),
};

function askActions(
  daemons: readonly Daemon[],
  os: string | undefined,
  context: StepContext,
): readonly RunbookAction[] {
  if (os === 'linux') return daemons.map(({ name }) => askUnit(name));
  if (usesBootstrap(context)) return daemons.map(({ name }) => askDaemon(name));
  if (daemons.length === 0) return [];
  return [say(`In the list there is ${listed(daemons.map(({ name }) => quoted(name)))}:`), listDaemons()];
}

function daemonActions(
  stand: DaemonStand,
  os: string | undefined,
  context: StepContext,
): readonly RunbookAction[] {
  const name = quoted(stand.daemon.name);
  switch (stand.kind) {
    case 'comes-along':
      return [];
    case 'own':
      return [say(`${name} is installed on the standby:`), ...ownActions(stand, os)];
    case 'copied':
      return [
        say(
          `${name} is in the clone. It is started only if its file is root’s (the numbers after the first are 0 and 0) and its program lies at the path that the file names: on the standby’s own disk, not in the clone.`,
        ),
        listOwner(stand.path),
        usesBootstrap(context) ? bootstrapDaemon(stand.path) : loadDaemon(stand.path),
      ];
    case 'ownerless':
      return [
        say(
          `${name} is in the clone (${printable(stand.path)}), on a disk that keeps no owners, from which nothing is started as root: install it on the standby.`,
        ),
      ];
    case 'by-hand':
      return [
        say(
          `${name} has to be installed on the standby by hand (on the primary: ${printable(stand.daemon.path)}).`,
        ),
      ];
  }
}

function ownActions(
  { daemon: { name }, path, state }: Extract<DaemonStand, { readonly kind: 'own' }>,
  os: string | undefined,
): readonly RunbookAction[] {
  if (os === 'linux') return [startUnit(name)];
  return state === 'disabled' ? [enableDaemon(name), bootstrapDaemon(path)] : [restartDaemon(name)];
}

function usesBootstrap({ serving: version }: StepContext): boolean {
  return version === undefined || isAtLeast(version, 10, 10);
}

/** launchd forgets at a restart what does not lie in its own folders. */
function lasting(daemons: readonly DaemonStand[]): readonly RunbookAction[] {
  return daemons.some(({ kind }) => kind === 'copied')
    ? [say('Those of the clone have to be started again after each restart of the standby.')]
    : [];
}
