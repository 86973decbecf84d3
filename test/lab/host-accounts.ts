import type { HostSystem } from './host-system.ts';

/** What careless quoting, logging or encoding would break or show. */
const PASSWORD_PIECES = `'"$x \\ é`;

export interface Passwords {
  readonly root: string;
  readonly admin: string;
}

export function defaultPasswords(host: string): Passwords {
  return { root: `root of ${host} ${PASSWORD_PIECES}`, admin: `admin of ${host} ${PASSWORD_PIECES}` };
}

/** A hash that is made and checked fast: tests keep no secrets. The group may be there already, on systems that had an `admin` group for administrators. */
const ADD_ACCOUNTS = `
sed -i 's/yescrypt/sha512 rounds=1000/' /etc/pam.d/common-password
group=--user-group
if getent group admin > /dev/null; then group='--gid admin'; fi
id admin > /dev/null 2>&1 || useradd --create-home --shell /bin/bash $group --groups sudo admin
chpasswd
`;

/** Gives root a password, and the host an administrator `admin` who may do everything by sudo with theirs. */
export async function addAccounts(system: HostSystem, passwords: Passwords): Promise<void> {
  await system.run(ADD_ACCOUNTS, { input: `root:${passwords.root}\nadmin:${passwords.admin}\n` });
}

const AUTHORIZE = `
mkdir -p -m 700 ~/.ssh
cat >> ~/.ssh/authorized_keys
chmod 600 ~/.ssh/authorized_keys
`;

/** Adds a line to the user's authorized_keys. */
export async function authorizeKey(system: HostSystem, line: string, user: string): Promise<void> {
  await system.run(AUTHORIZE, { user, input: `${line.trim()}\n` });
}
