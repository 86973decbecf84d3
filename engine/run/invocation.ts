import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { CONFINING } from '../keys/guard-rsync.ts';
import type { RsyncFacts } from '../model/facts.ts';
import { hasRawBytes, type PathText } from '../model/path-text.ts';
import { remoteCommand } from '../model/shell-words.ts';
import { MARKER_NAME } from '../model/volume.ts';
import type { SyncPlan, VolumeStep } from '../plan/plan-sync.ts';
import { rsyncArguments, type Location, type Pass, type TransferSpec } from '../rsync/arguments.ts';
import { isAtLeast } from '../rsync/version.ts';
import { sshArguments, sshOptions } from '../ssh/client.ts';
import { quoteArgument } from '../model/quote.ts';
import type { WorkDir } from '../store/work-dir.ts';
import type { End, Ends } from './ends.ts';
import { PRIMARY_WRAPPER } from './primary-wrapper.ts';

/** What is started for one pass. `stdin`: a file whose content goes first, and then the pipe stays open. */
export interface Invocation {
  readonly file: string;
  readonly args: readonly string[];
  readonly stdin: { readonly path: string | undefined } | undefined;
}

/** Passes that write on the standby. */
function writes(pass: Pass): boolean {
  return pass.kind !== 'compare' && pass.kind !== 'checksum';
}

/**
 * The standby's rsync starts only where the volume's marker lies, checked in the same breath: a disk that went away since
 * the plan was made leaves an empty mount point, and nothing must be written into that.
 */
function rsyncPath(
  rsync: RsyncFacts,
  client: RsyncFacts,
  step: VolumeStep,
  pass: Pass,
  standby: End,
): string {
  const program = quoteArgument(rsync.path);
  // The guard looks for the marker by itself, runs no grep, and need not ask rsync for what is known.
  if (standby.isGuarded)
    return canBeConfined(rsync) && client.flavour === 'gnu' ? `${program} ${CONFINING}` : program;
  if (!writes(pass)) return program;
  const marker = quoteArgument(`${step.volume.destination}/${MARKER_NAME}`);
  return `grep -qF ${step.volume.id} ${marker} && exec ${program}`;
}

function canBeConfined({ flavour, version }: RsyncFacts): boolean {
  return flavour === 'gnu' && isAtLeast(version, '3.5.0');
}

async function localLocation(path: PathText, work: WorkDir): Promise<Location> {
  // Node's argv is text: a path with other bytes goes in by a symbolic link of ours.
  return hasRawBytes(path) ? { path: await work.linkTo(path) } : { path };
}

function remoteLocation(path: PathText, end: End & { kind: 'ssh' }): Location {
  const { user, host } = end.endpoint;
  // rsync's own escaping puts a backslash before a line break, which to a shell is no character at all.
  return hasRawBytes(path) || path.includes('\n')
    ? { path, quoted: quoteArgument(`${path}/`), host: { user, host } }
    : { path, host: { user, host } };
}

interface Request {
  readonly plan: SyncPlan;
  readonly step: VolumeStep;
  readonly pass: Pass;
  readonly ends: Ends;
  readonly work: WorkDir;
  readonly withUnchanged: boolean;
  readonly tellFilters: boolean;
  readonly kibPerSecond: number | undefined;
}

function commonSpec({
  plan,
  step,
  pass,
  ends,
  withUnchanged,
  tellFilters,
  kibPerSecond,
}: Request): Omit<TransferSpec, 'source' | 'destination' | 'server'> {
  const { primaryRsync, standbyRsync } = plan;
  return {
    pass,
    preserve: step.preserve,
    client:
      plan.pair.primary.kind === 'local' || plan.pair.driver === 'primary' ? primaryRsync : standbyRsync,
    filters: step.filters,
    oneFileSystem: true,
    timeoutSeconds: ends.standby.patience.silenceSeconds,
    mirrors: step.volume.deletion.kind === 'mirror',
    withUnchanged,
    tellFilters,
    ...(kibPerSecond !== undefined && { bandwidthKBps: kibPerSecond }),
  };
}

/** The rsync client on this machine: both ends local, or one of them over ssh. */
async function clientHere(request: Request): Promise<Invocation> {
  const { plan, step, pass, ends, work } = request;
  const { primary, standby } = ends;
  const { source, destination } = step.volume;
  const remote = standby.kind === 'ssh' ? standby : primary.kind === 'ssh' ? primary : undefined;
  const serverRsync =
    standby.kind === 'ssh' ? plan.standbyRsync : primary.kind === 'ssh' ? plan.primaryRsync : undefined;
  const common = commonSpec(request);
  const spec: TransferSpec = {
    ...common,
    server: serverRsync,
    source: primary.kind === 'ssh' ? remoteLocation(source, primary) : await localLocation(source, work),
    destination:
      standby.kind === 'ssh' ? remoteLocation(destination, standby) : await localLocation(destination, work),
    ...(remote === undefined ? {} : { remoteShell: ['ssh', ...sshOptions(remote.endpoint, remote.options)] }),
    ...(serverRsync === undefined
      ? {}
      : {
          remoteRsync:
            standby.kind === 'ssh'
              ? rsyncPath(serverRsync, common.client, step, pass, standby)
              : quoteArgument(serverRsync.path),
        }),
  };
  return { file: common.client.path, args: rsyncArguments(spec), stdin: undefined };
}

function listOf(pass: Pass): string | undefined {
  if (pass.kind === 'compare') return pass.whole ? undefined : pass.list;
  return pass.kind === 'copy' || pass.kind === 'checksum' || pass.kind === 'remove' ? pass.list : undefined;
}

function withList(pass: Pass, list: string): Pass {
  return listOf(pass) === undefined ? pass : ({ ...pass, list } as Pass);
}

/** The rsync client on the primary, over ssh with our agent forwarded, pushing straight to the standby. */
async function clientOnPrimary(request: Request): Promise<Invocation> {
  const { plan, step, pass, ends } = request;
  const { primary, standby } = ends;
  if (primary.kind !== 'ssh' || standby.kind !== 'ssh')
    throw new Error('driver primary between other ends than ssh');
  const place = `@warmspare-${randomBytes(8).toString('hex')}@`;
  const list = listOf(pass);
  const size = list === undefined ? 0 : (await stat(list)).size;
  const {
    agentSocket: _agentSocket,
    forwardAgent: _forwardAgent,
    controlPath: _controlPath,
    ...standbyOptions
  } = standby.options;
  // The forwarded agent's own socket is in SSH_AUTH_SOCK over there, and an identity file of this machine is not.
  const { identityFile: _identityFile, ...standbyEndpoint } = standby.endpoint;
  const common = commonSpec({ ...request, pass: withList(pass, `${place}/list`) });
  const spec: TransferSpec = {
    ...common,
    server: plan.standbyRsync,
    source: { path: step.volume.source },
    destination: remoteLocation(step.volume.destination, standby),
    remoteShell: [
      'ssh',
      ...sshOptions(standbyEndpoint, { ...standbyOptions, knownHostsFile: `${place}/known_hosts` }),
    ],
    remoteRsync: rsyncPath(plan.standbyRsync, common.client, step, pass, standby),
  };
  const words = [place, standby.knownHostsLine, String(size), common.client.path, ...rsyncArguments(spec)];
  return {
    file: 'ssh',
    args: [...sshArguments(primary.endpoint, primary.options), remoteCommand(PRIMARY_WRAPPER, words)],
    stdin: { path: list },
  };
}

/** What to start for one pass over one volume of this plan. */
export function invocationFor(request: Request): Promise<Invocation> {
  return request.plan.pair.driver === 'primary' ? clientOnPrimary(request) : clientHere(request);
}
