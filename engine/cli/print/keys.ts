import type { KeyStatus } from '../../api/setup.ts';
import type { KeyInstall, KeyRecord } from '../../model/key.ts';
import { printable } from '../../model/path-text.ts';
import { formatFields } from './columns.ts';
import type { PrintContext } from './context.ts';
import { formatTime } from '../../text/times.ts';

const STATES: Readonly<Record<KeyRecord['state'], string>> = {
  new: 'not proved yet: run the set-up again',
  active: 'in use',
  retiring: 'replaced; still opens, run the set-up again',
  revoking: 'revoked; still to be removed where it is installed',
};

const SEALED: Readonly<Record<KeyRecord['sealedBy'], string>> = {
  keyring: 'encrypted; its passphrase is in the keyring',
  unattended: 'not encrypted (--unattended)',
};

const MAY_DO: Readonly<Record<KeyRecord['role'], string>> = {
  standby: 'rsync into this pair’s destinations, and what Warmspare asks about them',
  primary: 'everything that root may do on the primary: it is read as a whole',
};

/** Where each key is, what it may do, and when it was last used. */
export function printKeys(keys: readonly KeyStatus[], context: PrintContext): string {
  if (keys.length === 0) return 'There are no keys yet. Make one with: warmspare setup NAME';
  return keys.map((status) => printKey(status, context)).join('\n\n');
}

function printKey({ key, pairName, lastUsedAt }: KeyStatus, context: PrintContext): string {
  const { strong } = context.style;
  const name = pairName === undefined ? `a pair that was removed (${key.pairId})` : printable(pairName);
  const fields = formatFields([
    ['State', STATES[key.state]],
    ['Fingerprint', key.fingerprint],
    ['Private key', SEALED[key.sealedBy]],
    ['Installed', key.installs.length === 0 ? 'nowhere' : key.installs.map(installText).join('\n')],
    ['May do', MAY_DO[key.role]],
    ['Last used', lastUsedAt === undefined ? 'never' : formatTime(lastUsedAt, context)],
  ]);
  return `${strong(name)}\n${fields}`;
}

function installText({ endpoint, authorizedKeysFile, from }: KeyInstall): string {
  const source = from === undefined ? '' : `, from ${printable(from)} only`;
  return `${printable(endpoint)} in ${printable(authorizedKeysFile)}${source}`;
}
