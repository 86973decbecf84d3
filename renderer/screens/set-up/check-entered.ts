import { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { PairName } from '../../../engine/model/ids.ts';
import { VolumePath } from '../../../engine/model/volume.ts';
import type { Entered, EnteredVolume } from './entered.ts';
import { isTaken } from './suggest.ts';
import { WRONG } from './wrong-words.ts';

export interface AddressErrors {
  readonly host: string | undefined;
  readonly user: string | undefined;
  readonly port: string | undefined;
}

export function addressErrors({ host, user, port }: Pick<Entered, 'host' | 'user' | 'port'>): AddressErrors {
  const isPort = /^\d{1,5}$/.test(port.trim()) && Number(port) >= 1 && Number(port) <= 65_535;
  return {
    host: isEmpty(host)
      ? WRONG.hostMissing
      : unless(SshEndpoint.shape.host.safeParse(host.trim()).success, WRONG.host),
    user: unless(SshEndpoint.shape.user.safeParse(user.trim()).success, WRONG.user),
    port: unless(isPort, WRONG.port),
  };
}

/** `taken`: names of other pairs. */
export function nameError(name: string, taken: readonly string[]): string | undefined {
  if (isEmpty(name)) return WRONG.nameMissing;
  if (!PairName.safeParse(name.trim()).success) return WRONG.name;
  return isTaken(name, taken) ? WRONG.nameTaken : undefined;
}

export interface VolumeErrors {
  readonly source: string | undefined;
  readonly destination: string | undefined;
}

/** One for each, in their order. */
export function volumeErrors(volumes: readonly EnteredVolume[]): VolumeErrors[] {
  return volumes.map((volume, at) => ({
    source: pathError(volume.source) ?? twice(volumes, at, 'source'),
    destination: pathError(volume.destination) ?? twice(volumes, at, 'destination'),
  }));
}

export function isFine(errors: readonly object[]): boolean {
  return errors.every((each) => Object.values(each).every((error) => error === undefined));
}

function pathError(path: string): string | undefined {
  if (isEmpty(path)) return WRONG.pathMissing;
  if (!path.startsWith('/')) return WRONG.pathNotAbsolute;
  return unless(VolumePath.safeParse(path).success, WRONG.path);
}

/** The first that names a path has it. */
function twice(
  volumes: readonly EnteredVolume[],
  at: number,
  key: 'source' | 'destination',
): string | undefined {
  const plain = (path: string): string => VolumePath.safeParse(path).data ?? path;
  const mine = plain(volumes[at]?.[key] ?? '');
  return unless(!volumes.slice(0, at).some((each) => plain(each[key]) === mine), WRONG.twice[key]);
}

function unless(isGood: boolean, error: string): string | undefined {
  return isGood ? undefined : error;
}

function isEmpty(text: string): boolean {
  return text.trim() === '';
}
