import type { HostFacts } from '../../model/facts.ts';
import type { Loss } from '../../model/plan.ts';
import { KEEPABLE, lossWhat, lossWhy } from '../../text/losses.ts';
import { formatFields } from './columns.ts';
import { sourceOf, type VolumePaths } from '../../text/volume-name.ts';

const MAC_ONLY: readonly Loss['what'][] = ['creation-times', 'file-flags'];

/** One line for each thing that a Mac keeps in a file: kept, or not kept, why, and in which volumes. */
export function printFidelity(
  losses: readonly Loss[],
  volumes: readonly VolumePaths[],
  primary: Pick<HostFacts, 'os'>,
): string {
  const rows = Object.keys(KEEPABLE).map((what): [string, string] => {
    const mine = losses.filter((loss) => loss.what === what);
    const thing = what as Loss['what'];
    if (mine.length > 0) return [lossWhat({ what: thing }), `not kept: ${reasonsText(mine, volumes)}`];
    const isForeign = MAC_ONLY.includes(thing) && primary.os !== 'darwin';
    return [lossWhat({ what: thing }), isForeign ? 'only a Mac has them' : 'kept'];
  });
  return formatFields([['contents, names, dates, permissions', 'kept'], ...rows]);
}

function reasonsText(losses: readonly Loss[], volumes: readonly VolumePaths[]): string {
  const whys = [...new Set(losses.map((loss) => loss.why))];
  return whys
    .map(
      (why) =>
        `${lossWhy({ why })}${whereText(
          losses.filter((loss) => loss.why === why),
          volumes,
        )}`,
    )
    .join('; ');
}

/** Names the volumes only when it is not all of them. */
function whereText(losses: readonly Loss[], volumes: readonly VolumePaths[]): string {
  const ids = new Set(losses.map((loss) => loss.volumeId));
  if (ids.has(undefined) || volumes.every((volume) => ids.has(volume.id))) return '';
  return ` (${[...ids].map((id) => sourceOf(volumes, id)).join(', ')})`;
}

/** `Not kept: owners and groups, device files.` in one line, or nothing. */
export function lossesInOneLine(losses: readonly Loss[]): string | undefined {
  if (losses.length === 0) return undefined;
  const whats = [...new Set(losses.map((loss) => lossWhat(loss)))];
  return `Not kept: ${whats.join(', ')}.`;
}
