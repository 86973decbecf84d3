import type { WindowRequests } from '../../../engine/api/app-contract.ts';
import type { InputOf, requests } from '../../../engine/api/contract.ts';
import { SetupDraft } from '../../../engine/api/settings.ts';
import { SshEndpoint, type SshAddress } from '../../../engine/model/endpoint.ts';
import type { Pair, PresetName } from '../../../engine/model/pair.ts';
import type { VolumeId } from '../../../engine/model/ids.ts';

export interface EnteredVolume {
  readonly source: string;
  readonly destination: string;
  readonly role: 'system' | 'data';
  /** Of a volume that is stored. */
  readonly id?: VolumeId;
}

/** What a person has entered, as typed: it may be wrong or half done. Holds no secret. */
export interface Entered {
  readonly name: string;
  readonly user: string;
  readonly host: string;
  readonly port: string;
  /** The one that a person vouched for, of the address above. */
  readonly hostKey: string | undefined;
  readonly volumes: readonly EnteredVolume[];
  readonly preset: PresetName;
  /** One a line. */
  readonly excludes: string;
  readonly asRootHere: boolean;
}

export const NOTHING_ENTERED: Entered = {
  name: '',
  user: 'root',
  host: '',
  port: '22',
  hostKey: undefined,
  volumes: [],
  preset: 'macos-data',
  excludes: '',
  asRootHere: false,
};

/** Another address is another machine: nobody has vouched for it. */
export function withAddress(
  entered: Entered,
  address: Partial<Pick<Entered, 'user' | 'host' | 'port'>>,
): Entered {
  const next = { ...entered, ...address };
  const isSame = next.host === entered.host && next.port === entered.port;
  return isSame ? next : { ...next, hostKey: undefined };
}

export function addressOf({ user, host, port }: Entered): SshAddress | undefined {
  const checked = SshEndpoint.pick({ user: true, host: true, port: true }).safeParse({
    user: user.trim(),
    host: host.trim(),
    port: /^\d{1,5}$/.test(port.trim()) ? Number(port.trim()) : undefined,
  });
  return checked.success ? checked.data : undefined;
}

export function patternsOf({ excludes }: Pick<Entered, 'excludes'>): string[] {
  return excludes.split('\n').filter((line) => line.trim() !== '');
}

export function fromDraft(draft: SetupDraft): Entered {
  const { name, address, hostKey, volumes, preset, excludes, asRootHere } = draft;
  return {
    name,
    user: address.user ?? NOTHING_ENTERED.user,
    host: address.host ?? '',
    port: String(address.port ?? 22),
    hostKey,
    volumes,
    preset,
    excludes: excludes.join('\n'),
    asRootHere,
  };
}

/** What of it can be kept; an address that is none yet is left out. */
export function toDraft(entered: Entered, step: SetupDraft['step']): SetupDraft | undefined {
  const draft = {
    step,
    name: entered.name,
    address: addressOf(entered) ?? {},
    ...(entered.hostKey !== undefined && { hostKey: entered.hostKey }),
    volumes: entered.volumes.map(({ source, destination, role }) => ({ source, destination, role })),
    preset: entered.preset,
    excludes: patternsOf(entered),
    asRootHere: entered.asRootHere,
  };
  const checked = SetupDraft.safeParse(draft);
  return checked.success ? checked.data : undefined;
}

export function fromPair({ name, primary, standby, volumes, filters }: Pair): Entered {
  return {
    ...NOTHING_ENTERED,
    name,
    ...(standby.kind === 'ssh' && {
      user: standby.user,
      host: standby.host,
      port: String(standby.port),
      hostKey: standby.hostKey,
    }),
    volumes: volumes.map(({ id, source, destination, role }) => ({ id, source, destination, role })),
    preset: filters.preset,
    excludes: filters.excludes.join('\n'),
    asRootHere: primary.kind === 'ssh',
  };
}

/** `undefined` while the address or the key that was vouched for is missing. */
export function toPairDraft(entered: Entered): InputOf<(typeof requests)['pair.add']> | undefined {
  const address = addressOf(entered);
  if (address === undefined || entered.hostKey === undefined) return undefined;
  return {
    name: entered.name.trim(),
    primary: { kind: 'local' },
    standby: { kind: 'ssh', ...address, hostKey: entered.hostKey },
    volumes: entered.volumes.map(({ source, destination, role }) => ({ source, destination, role })),
    deletion: { kind: 'mirror', limit: { kind: 'default' } },
    preset: entered.preset,
    excludes: patternsOf(entered),
  };
}

/** What differs from the pair as it is stored; `undefined`: nothing. */
export function toPairChange(
  entered: Entered,
  pair: Pair,
): InputOf<WindowRequests['pair.change']>['change'] | undefined {
  const before = fromPair(pair);
  const address = addressOf(entered);
  const isOther = (key: 'volumes' | 'excludes'): boolean =>
    JSON.stringify(entered[key]) !== JSON.stringify(before[key]);
  const isMoved = (['user', 'host', 'port', 'hostKey'] as const).some((key) => entered[key] !== before[key]);
  const change = {
    ...(entered.name.trim() !== before.name && { name: entered.name.trim() }),
    ...(isMoved &&
      address !== undefined &&
      entered.hostKey !== undefined && {
        standby: { kind: 'ssh' as const, ...address, hostKey: entered.hostKey },
      }),
    ...(isOther('volumes') && { volumes: entered.volumes.map((volume) => ({ ...volume })) }),
    ...(entered.preset !== before.preset && { preset: entered.preset }),
    ...(isOther('excludes') && { excludes: patternsOf(entered) }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}
