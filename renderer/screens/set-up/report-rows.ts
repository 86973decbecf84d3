import type { CheckReport, EndReport } from '../../../engine/api/engine.ts';
import type { HostFacts, PlaceFacts, RsyncFacts } from '../../../engine/model/facts.ts';
import type { Loss } from '../../../engine/model/plan.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { formatBytes } from '../../../engine/text/amounts.ts';
import { KEEPABLE, lossWhy } from '../../../engine/text/losses.ts';
import { sourceOf } from '../../../engine/text/volume-name.ts';
import { capitalised } from '../../../engine/text/words.ts';

export interface KeptRow {
  readonly what: string;
  readonly isKept: boolean;
  readonly why: string | undefined;
}

const MAC_ONLY: readonly Loss['what'][] = ['creation-times', 'file-flags'];

/** What this pair keeps of a file, and why not; `undefined`: not known as long as a sync would not start. */
export function keptRows({ primary, standby, refusals, losses, pair }: CheckReport): KeptRow[] | undefined {
  if (primary.state === 'failed' || standby.state === 'failed' || refusals.length > 0) return undefined;
  const always = { what: 'Contents, names, dates, permissions', isKept: true, why: undefined };
  const keepable = Object.entries(KEEPABLE) as [Loss['what'], string][];
  const isMac = primary.facts.os === 'darwin';
  const rows = keepable
    .filter(([what]) => isMac || !MAC_ONLY.includes(what) || losses.some((loss) => loss.what === what))
    .map(([what, words]): KeptRow => {
      const mine = losses.filter((loss) => loss.what === what);
      return { what: capitalised(words), isKept: mine.length === 0, why: whyText(mine, pair.volumes) };
    });
  return [always, ...rows];
}

/** Names the volumes only when it is not all of them. */
function whyText(losses: readonly Loss[], volumes: CheckReport['pair']['volumes']): string | undefined {
  if (losses.length === 0) return undefined;
  const whys = [...new Set(losses.map(({ why }) => why))];
  const text = whys.map((why) => {
    const ids = new Set(losses.filter((loss) => loss.why === why).map(({ volumeId }) => volumeId));
    const isAll = ids.has(undefined) || volumes.every(({ id }) => ids.has(id));
    return `${lossWhy({ why })}${isAll ? '' : ` (${[...ids].map((id) => sourceOf(volumes, id)).join(', ')})`}`;
  });
  return capitalised(text.join('; '));
}

const FLAVOURS: Readonly<Record<RsyncFacts['flavour'], string>> = {
  gnu: 'rsync',
  'apple-openrsync': 'Apple’s openrsync, compatible with',
  'apple-2.6.9': 'Apple’s rsync',
  openrsync: 'openrsync, compatible with',
  unknown: 'an unknown rsync,',
};

/** `macOS 15.5, Apple silicon` and so on, a line each. */
export function machineLines(facts: HostFacts): string[] {
  const rsyncs = facts.rsyncs.map(
    ({ flavour, version, path }, at) =>
      `${FLAVOURS[flavour]} ${printable(version)}, ${printable(path)}${at === 0 ? '' : ' (not used)'}`,
  );
  return [
    `${printable(facts.osName)}, ${chipText(facts)}`,
    `Signed in as ${printable(facts.user.name)}${facts.user.uid === 0 ? '' : ', who is not root'}`,
    ...(rsyncs.length === 0 ? ['No rsync was found'] : rsyncs),
  ];
}

function chipText({ os, arch }: HostFacts): string {
  if (os !== 'darwin') return printable(arch);
  return arch === 'arm64' ? 'Apple silicon' : 'Intel';
}

const STATES: Readonly<Record<Exclude<PlaceFacts['state'], 'present'>, string>> = {
  missing: 'missing',
  'not-a-directory': 'not a folder',
  unreadable: 'cannot be read',
};

/** Of a volume's place on one side; places come in the order in which they were asked for. */
export function placeText(end: EndReport, at: number, side: 'primary' | 'standby'): string {
  const place = end.state === 'failed' ? undefined : end.facts.places[at];
  if (place === undefined) return 'unknown';
  const disk = `${printable(place.fileSystem)} at ${printable(place.mountPoint)}`;
  if (place.state !== 'present') return `${STATES[place.state]}; ${disk}`;
  const size =
    side === 'primary' ? `${formatBytes(place.usedBytes)} used` : `${formatBytes(place.freeBytes)} free`;
  return [size, disk, ...(place.readOnly ? ['read-only'] : [])].join(', ');
}

/** A clone would start. */
export function isReady(report: CheckReport | undefined): boolean {
  if (report === undefined || report.refusals.length > 0) return false;
  return report.primary.state === 'reached' && report.standby.state === 'reached';
}
