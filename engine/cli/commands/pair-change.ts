import type { PairChange } from '../../api/pair-change.ts';
import { isGuarded, type Endpoint, type Side } from '../../model/endpoint.ts';
import type { Pair, PresetName } from '../../model/pair.ts';
import { areNewToStandby } from '../../model/run-command.ts';
import { parseBandwidthArguments, type BandwidthOptions } from '../arguments/bandwidth-argument.ts';
import { parseCommandArguments, type CommandOptions } from '../arguments/command-argument.ts';
import { parseConditionArguments, type ConditionOptions } from '../arguments/conditions-argument.ts';
import { parseDeletionArguments } from '../arguments/deletion-argument.ts';
import { parseFailoverArguments, type FailoverOptions } from '../arguments/failover-argument.ts';
import { parseEndpointArguments } from '../arguments/endpoint-argument.ts';
import { parseScheduleArgument } from '../arguments/schedule-argument.ts';
import { parseVolumeArgument } from '../arguments/volume-argument.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { pinHostKey } from '../pin-host-key.ts';
import { printPair } from '../print/pair.ts';
import type { Session } from '../session.ts';
import { command } from '../text/command.ts';
import { UsageError } from '../usage-error.ts';
import { checkName } from './pair-add.ts';

export interface PairChangeOptions
  extends ConditionOptions, CommandOptions, BandwidthOptions, FailoverOptions {
  readonly name?: string;
  readonly primary?: string;
  readonly standby?: string;
  readonly volume?: readonly string[];
  /** False: `--no-excludes`. */
  readonly excludes?: boolean;
  readonly exclude?: readonly string[];
  readonly preset?: PresetName;
  readonly driver?: Pair['driver'];
  readonly identity?: string;
  readonly hostKey?: string;
  readonly primaryHostKey?: string;
  readonly maxDelete?: string;
  readonly keepDeleted?: boolean;
  readonly schedule?: string;
  readonly wake?: boolean;
}

export async function changePair(
  session: Session,
  name: string,
  options: PairChangeOptions,
): Promise<ExitStatus> {
  const before = await session.engine.pairs.get(name);
  const change = await changeOf(session, before, options);
  if (Object.keys(change).length === 0)
    throw new UsageError('nothing is to be changed: say what, as in --name or --exclude');
  const pair = await session.engine.pairs.change(name, change);
  if (session.json) {
    await session.out.json({ type: 'pair.changed', pair });
    return EXIT.done;
  }
  await session.out.line(printPair(pair, session.print()));
  const next = isUnknownToGuard(before, pair)
    ? `Changed. The standby takes and runs nothing new before you sign in there once more: ${command('setup', pair.name)}`
    : `Changed. See what a sync would do now: ${command('sync', pair.name, '--preview')}`;
  await session.out.line(next);
  return EXIT.done;
}

async function changeOf(session: Session, pair: Pair, options: PairChangeOptions): Promise<PairChange> {
  if (options.excludes === false && options.exclude !== undefined)
    throw new UsageError('--exclude and --no-excludes cannot be given together');
  if (options.name !== undefined) checkName(options.name);
  const excludes = options.excludes === false ? [] : options.exclude;
  const conditions = parseConditionArguments(pair.conditions, options);
  const bandwidth = parseBandwidthArguments(options);
  const commands = parseCommandArguments(pair.commands, options);
  const failover = parseFailoverArguments(pair.failover, options);
  const deletes = options.maxDelete !== undefined || options.keepDeleted === true;
  const primary = await endpointOf(session, 'primary', pair, options);
  const standby = await endpointOf(session, 'standby', pair, options);
  if (options.identity !== undefined && primary === undefined && standby === undefined)
    throw new UsageError('--identity is given, but no machine: repeat --primary or --standby with it');
  return {
    ...(options.name !== undefined && { name: options.name }),
    ...(primary !== undefined && { primary }),
    ...(standby !== undefined && { standby }),
    ...(options.driver !== undefined && { driver: options.driver }),
    ...(options.volume !== undefined && { volumes: options.volume.map(parseVolumeArgument) }),
    ...(deletes && { deletion: parseDeletionArguments(options.maxDelete, options.keepDeleted ?? false) }),
    ...(options.preset !== undefined && { preset: options.preset }),
    ...(excludes !== undefined && { excludes }),
    ...(conditions !== undefined && { conditions }),
    ...(commands !== undefined && { commands }),
    ...(bandwidth !== undefined && { bandwidth }),
    ...(options.schedule !== undefined && { schedule: parseScheduleArgument(options.schedule) }),
    ...(options.wake !== undefined && { wake: options.wake }),
    ...(failover !== undefined && { failover }),
  };
}

/** Without a host key it is to be the same machine: another one shows at the next look. */
function endpointOf(
  session: Session,
  side: Side,
  pair: Pair,
  options: PairChangeOptions,
): Promise<Endpoint> | undefined {
  const before = pair[side];
  const [text, given] = {
    primary: [options.primary, options.primaryHostKey] as const,
    standby: [options.standby, options.hostKey] as const,
  }[side];
  if (text === undefined) {
    if (given === undefined) return undefined;
    throw new UsageError(`a host key is given, but not its machine: repeat --${side} with it`);
  }
  const old = before.kind === 'ssh' ? before : undefined;
  const hostKey = given ?? (text === 'local' ? undefined : old?.hostKey);
  const identity = options.identity ?? old?.identityFile;
  return parseEndpointArguments({ side, text, hostKey, identity }, session.io.cwd, (address) =>
    pinHostKey(session, address, side, false),
  );
}

function isUnknownToGuard(before: Pair, after: Pair): boolean {
  if (after.standby.kind === 'local' || !isGuarded(after.standby)) return false;
  const known = new Set(before.volumes.map(({ destination }) => destination));
  return (
    after.volumes.some(({ destination }) => !known.has(destination)) ||
    areNewToStandby(before.commands, after.commands)
  );
}
