import type { PairDraft } from '../../api/engine.ts';
import type { Endpoint, Side } from '../../model/endpoint.ts';
import { PairName } from '../../model/ids.ts';
import type { PresetName } from '../../model/pair.ts';
import { printable } from '../../model/path-text.ts';
import { NO_CONDITIONS } from '../../model/schedule-conditions.ts';
import { parseBandwidthArguments, type BandwidthOptions } from '../arguments/bandwidth-argument.ts';
import { parseCommandArguments, type CommandOptions } from '../arguments/command-argument.ts';
import { parseConditionArguments, type ConditionOptions } from '../arguments/conditions-argument.ts';
import { parseDeletionArguments } from '../arguments/deletion-argument.ts';
import { parseEndpointArguments } from '../arguments/endpoint-argument.ts';
import { parseScheduleArgument } from '../arguments/schedule-argument.ts';
import { parseVolumeArgument } from '../arguments/volume-argument.ts';
import { canAsk } from '../ask.ts';
import { chooseStandby } from '../choose-standby.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { pinHostKey } from '../pin-host-key.ts';
import { printPair } from '../print/pair.ts';
import type { Session } from '../session.ts';
import { command } from '../text/command.ts';
import { UsageError } from '../usage-error.ts';

export interface PairAddOptions extends ConditionOptions, CommandOptions, BandwidthOptions {
  readonly primary: string;
  readonly standby?: string;
  readonly volume: readonly string[];
  readonly exclude?: readonly string[];
  readonly preset: PresetName;
  readonly driver?: 'local' | 'primary';
  readonly identity?: string;
  readonly hostKey?: string;
  readonly primaryHostKey?: string;
  readonly trustOnFirstUse?: boolean;
  readonly maxDelete?: string;
  readonly keepDeleted?: boolean;
  readonly schedule?: string;
  readonly wake?: boolean;
}

export async function addPair(session: Session, name: string, options: PairAddOptions): Promise<ExitStatus> {
  const draft = await draftOf(session, name, options);
  const pair = await session.engine.pairs.add(draft);
  if (session.json) await session.out.json({ type: 'pair.added', pair });
  else {
    await session.out.line(printPair(pair, session.print()));
    await session.out.line(`Added. Look before anything is copied: ${command('check', pair.name)}`);
  }
  return EXIT.done;
}

/** Everything that can be judged without asking anybody is judged first, a host key last. */
async function draftOf(session: Session, name: string, options: PairAddOptions): Promise<PairDraft> {
  checkName(name);
  if (options.standby === undefined && !canAsk(session))
    throw new UsageError("required option '--standby <EP>' not specified");
  const volumes = options.volume.map(parseVolumeArgument);
  const schedule = options.schedule === undefined ? undefined : parseScheduleArgument(options.schedule);
  const conditions = parseConditionArguments(NO_CONDITIONS, options);
  const bandwidth = parseBandwidthArguments(options);
  const commands = parseCommandArguments([], options);
  const deletion = parseDeletionArguments(options.maxDelete, options.keepDeleted ?? false);
  const primary = await endpointOf(session, 'primary', options.primary, options.primaryHostKey, options);
  const standbyText = options.standby ?? (await chooseStandby(session));
  const standby = await endpointOf(session, 'standby', standbyText, options.hostKey, options);
  if (options.identity !== undefined && primary.kind === 'local' && standby.kind === 'local')
    throw new UsageError('--identity is given, but neither machine is reached by ssh');
  return {
    name,
    primary,
    standby,
    volumes,
    deletion,
    preset: options.preset,
    excludes: options.exclude ?? [],
    ...(schedule === undefined ? {} : { schedule }),
    ...(conditions === undefined ? {} : { conditions }),
    ...(commands === undefined ? {} : { commands }),
    ...(bandwidth === undefined ? {} : { bandwidth }),
    ...(options.wake === undefined ? {} : { wake: options.wake }),
    ...(options.driver === undefined ? {} : { driver: options.driver }),
  };
}

function endpointOf(
  session: Session,
  side: Side,
  text: string,
  hostKey: string | undefined,
  { identity, trustOnFirstUse }: PairAddOptions,
): Promise<Endpoint> {
  return parseEndpointArguments({ side, text, hostKey, identity }, session.io.cwd, (address) =>
    pinHostKey(session, address, side, trustOnFirstUse),
  );
}

export function checkName(name: string): void {
  const checked = PairName.safeParse(name);
  if (checked.success) return;
  const wanted = checked.error.issues[0]?.message ?? 'a name';
  throw new UsageError(`the name is "${printable(name)}", and must be ${wanted}`);
}
