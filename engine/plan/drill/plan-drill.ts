import {
  CONFIGURATIONS,
  type Configuration,
  type DrillStepKind,
  type DrillTopic,
} from '../../model/drill.ts';
import type { Strategy } from '../../model/failover.ts';
import type { Pair } from '../../model/pair.ts';
import type { PathText } from '../../model/path-text.ts';
import { copiedPath } from '../runbook/copied-path.ts';

/** One thing to try in one place of the copy; `paths` lie below the place. */
export interface PlannedTry {
  readonly kind: Exclude<DrillStepKind, 'places' | 'command'>;
  readonly text?: string;
  readonly what: DrillTopic;
  readonly place: PathText;
  readonly paths: readonly PathText[];
  readonly seconds: number;
}

/** A database of which the pair has no copy. */
export interface NotCopied {
  readonly kind: 'database';
  readonly text: string;
  readonly place: undefined;
}

const READ_SECONDS = 180;
const DATABASE_SECONDS = 1_800;
const LOOK_SECONDS = 60;

/** Where people's folders lie on the systems that there are. */
const HOMES = ['/Users', '/home'];

/** Where the programs look by themselves, and where Homebrew puts what it brings. */
const CONFIGURATION_PATHS: Readonly<Record<Configuration, readonly PathText[]>> = {
  sshd: ['/etc/ssh/sshd_config', '/etc/ssh/sshd_config.d'],
  samba: ['/etc/samba/smb.conf', '/etc/smb.conf', '/usr/local/etc/smb.conf', '/opt/homebrew/etc/smb.conf'],
  nginx: ['/etc/nginx/nginx.conf', '/usr/local/etc/nginx/nginx.conf', '/opt/homebrew/etc/nginx/nginx.conf'],
  apache: [
    '/etc/apache2/httpd.conf',
    '/etc/apache2/apache2.conf',
    '/etc/httpd/conf/httpd.conf',
    '/usr/local/etc/httpd/httpd.conf',
    '/opt/homebrew/etc/httpd/httpd.conf',
  ],
  exports: ['/etc/exports'],
  launchd: ['/Library/LaunchDaemons', '/Library/LaunchAgents'],
  cron: ['/etc/crontab', '/etc/cron.d', '/var/at/tabs', '/var/spool/cron/crontabs', '/var/spool/cron'],
};

/** What a drill tries in the copy, in its order. A clone that boots brings its own accounts. */
export function planDrill(
  { volumes, failover }: Pick<Pair, 'volumes' | 'failover'>,
  strategy: Strategy,
): readonly (PlannedTry | NotCopied)[] {
  const inPlaces = (
    paths: readonly PathText[],
    rest: Pick<PlannedTry, 'kind' | 'text' | 'what' | 'seconds'>,
  ) => placesOf(volumes, paths).map((found): PlannedTry => ({ ...rest, ...found }));
  const looked = { seconds: LOOK_SECONDS };
  return [
    ...volumes.map(({ destination }): PlannedTry => {
      return {
        kind: 'read',
        text: destination,
        what: 'read',
        place: destination,
        paths: [],
        seconds: READ_SECONDS,
      };
    }),
    ...(strategy === 'boot' ? [] : inPlaces(HOMES, { kind: 'users', what: 'users', ...looked })),
    ...(failover.databases ?? []).flatMap((text): (PlannedTry | NotCopied)[] => {
      const tries = inPlaces([text], { kind: 'database', text, what: 'database', seconds: DATABASE_SECONDS });
      return tries.length > 0 ? tries : [{ kind: 'database', text, place: undefined }];
    }),
    ...CONFIGURATIONS.flatMap((what) =>
      inPlaces(CONFIGURATION_PATHS[what], { kind: 'configuration', text: what, what, ...looked }),
    ),
  ];
}

/** A Mac has /etc and /var below /private, and links in their places: no link is followed, so both are looked at. */
const LINKED = ['/etc/', '/var/'];

function placesOf(
  volumes: Pair['volumes'],
  paths: readonly PathText[],
): readonly Pick<PlannedTry, 'place' | 'paths'>[] {
  const found = new Map<PathText, PathText[]>();
  const spelled = paths.flatMap((path) =>
    LINKED.some((link) => path.startsWith(link)) ? [path, `/private${path}`] : [path],
  );
  for (const path of spelled) {
    const copied = copiedPath(volumes, path);
    if (copied === undefined) continue;
    const { destination } = copied.volume;
    const below = destination === '/' ? copied.path.slice(1) : copied.path.slice(destination.length + 1);
    const before = found.get(destination) ?? [];
    if (below !== '' && !before.includes(below)) found.set(destination, [...before, below]);
  }
  return [...found].map(([place, below]) => ({ place, paths: below }));
}
