import { printable } from '../model/path-text.ts';

/** A setting of sshd that keeps root's key out. `value` as `sshd -T` prints it. */
export interface Obstacle {
  readonly kind:
    | 'root-login' // PermitRootLogin no
    | 'public-key' // PubkeyAuthentication no
    | 'keys-file' // AuthorizedKeysFile names others than root's .ssh/authorized_keys
    | 'methods' // AuthenticationMethods wants more than a key
    | 'algorithms' // no ed25519 key is taken
    | 'command' // ForceCommand goes before the key's own command
    | 'allow-users'
    | 'allow-groups'
    | 'deny-users'
    | 'deny-groups'
    | 'access-group'; // macOS: Remote Login is for certain people, and root is not among them
  readonly value: string;
}

/** Where the app's own settings go; the folder's files are read before the rest of sshd_config, and the first value counts. */
export const DROP_IN_FILE = '/etc/ssh/sshd_config.d/050-warmspare.conf';

/** What READ_SETTINGS_SCRIPT adds on a Mac where root is not in com.apple.access_ssh. */
const ACCESS_GROUP = 'warmspare-access-group';

const ROOT_KEYS = ['.ssh/authorized_keys', '/root/.ssh/authorized_keys', '/var/root/.ssh/authorized_keys'];

/** Reads `sshd -T` for root. A key once for each line; lists that can grow (AllowUsers) have several lines. */
export function findObstacles(text: string, rootGroups: readonly string[] = ['root', 'wheel']): Obstacle[] {
  const settings = readSettings(text);
  const first = (name: string): string => settings.get(name)?.[0] ?? '';
  const all = (name: string): string[] => (settings.get(name) ?? []).flatMap((value) => value.split(/\s+/));
  const found: (Obstacle | false)[] = [
    first('permitrootlogin') === 'no' && { kind: 'root-login', value: 'no' },
    first('pubkeyauthentication') === 'no' && { kind: 'public-key', value: 'no' },
    settings.has('authorizedkeysfile') &&
      !all('authorizedkeysfile').some(isRootsOwn) && {
        kind: 'keys-file',
        value: first('authorizedkeysfile'),
      },
    !takesKeyAlone(all('authenticationmethods')) && {
      kind: 'methods',
      value: all('authenticationmethods').join(' '),
    },
    !takesEd25519(first('pubkeyacceptedalgorithms') || first('pubkeyacceptedkeytypes')) && {
      kind: 'algorithms',
      value: first('pubkeyacceptedalgorithms') || first('pubkeyacceptedkeytypes'),
    },
    isSet(first('forcecommand')) && { kind: 'command', value: first('forcecommand') },
    isSet(all('allowusers').join(' ')) &&
      !matchesAny(['root'], all('allowusers')) && { kind: 'allow-users', value: all('allowusers').join(' ') },
    isSet(all('allowgroups').join(' ')) &&
      !matchesAny(rootGroups, all('allowgroups')) && {
        kind: 'allow-groups',
        value: all('allowgroups').join(' '),
      },
    matchesAny(['root'], all('denyusers')) && { kind: 'deny-users', value: all('denyusers').join(' ') },
    matchesAny(rootGroups, all('denygroups')) && { kind: 'deny-groups', value: all('denygroups').join(' ') },
    settings.has(ACCESS_GROUP) && { kind: 'access-group', value: 'com.apple.access_ssh' },
  ];
  return found.filter((obstacle) => obstacle !== false);
}

/** What mends each; the others need a person (DenyUsers cannot be taken back for one user) or another command. */
const REMEDIES: Readonly<Partial<Record<Obstacle['kind'], string>>> = {
  'root-login': 'PermitRootLogin prohibit-password',
  'public-key': 'PubkeyAuthentication yes',
  'keys-file': 'AuthorizedKeysFile .ssh/authorized_keys',
  methods: 'AuthenticationMethods publickey',
  // The name that it has had since 6.5; 8.5 and later know it too.
  algorithms: 'PubkeyAcceptedKeyTypes +ssh-ed25519',
  command: 'ForceCommand none',
  'allow-users': 'AllowUsers root',
  'allow-groups': 'AllowGroups *',
};

export function canMend(obstacle: Obstacle): boolean {
  return REMEDIES[obstacle.kind] !== undefined;
}

/**
 * A file for sshd_config.d that takes these out of the way for root and for nobody else; `undefined` when it would be empty.
 * A Match block goes before whatever stands outside of one, and ends with its file (sshd_config(5)).
 */
export function dropInFor(obstacles: readonly Obstacle[]): string | undefined {
  const mended = obstacles.filter(canMend);
  if (mended.length === 0) return undefined;
  return [
    '# Written by Warmspare: lets root sign in with a key. It is about root alone; without this file all is as before.',
    'Match User root',
    ...mended.map(({ kind, value }) => `    ${REMEDIES[kind] ?? ''}\n    # before: ${printable(value)}`),
    'Match all',
    '',
  ].join('\n');
}

function readSettings(text: string): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    // permitrootlogin without-password
    const [, name, value] = /^([a-z0-9-]+) ?(.*)$/i.exec(line) ?? [];
    if (name === undefined) continue;
    const key = name.toLowerCase();
    settings.set(key, [...(settings.get(key) ?? []), (value ?? '').trim()]);
  }
  return settings;
}

function isSet(value: string): boolean {
  return value !== '' && value !== 'none';
}

/** %h is root's home, wherever that is; %% is one sign. */
function isRootsOwn(pattern: string): boolean {
  const path = pattern.replace(/^%h\/|^~\//, '').replaceAll('%u', 'root');
  return ROOT_KEYS.includes(path);
}

/** `any`, or one of several lists that a key alone fulfils. */
function takesKeyAlone(lists: readonly string[]): boolean {
  if (!isSet(lists.join(' '))) return true;
  return lists.some((list) => list === 'any' || list === 'publickey');
}

function takesEd25519(algorithms: string): boolean {
  return algorithms === '' || algorithms.split(',').includes('ssh-ed25519');
}

/** `root@10.0.0.*` counts as root: from which address is what the proof shows. */
function matchesAny(names: readonly string[], patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const name = pattern.split('@')[0] ?? '';
    const source = name
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return names.some((candidate) => new RegExp(`^${source}$`).test(candidate));
  });
}
