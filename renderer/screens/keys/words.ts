import type { KeyRecord } from '../../../engine/model/key.ts';
import type { MarkState } from '../../parts/Mark.tsx';

export const KEYS = {
  title: 'Keys',
  sub: 'What opens the machines, what each key may do there, and which machines are believed.',
  loading: 'Reading the keys…',
  emptyTitle: 'No keys yet',
  empty:
    'The guided set-up makes a key for each machine: it can copy into the chosen places and do nothing else.',
  newSpare: 'New Spare…',
  own: 'Keys of Warmspare',
  installed: 'Installed',
  nowhere: 'Nowhere',
  only: (from: string) => `from ${from} only`,
  mayDo: 'May do',
  lastUsed: 'Last used',
  never: 'never',
  made: 'Made',
  sealed: 'Private key',
  machine: { standby: 'Key for the spare', primary: 'Key for this machine’s root' },
  rotate: 'New Key…',
  revoke: 'Revoke…',
  rotateOf: (name: string) => `New key for ${name}`,
  revokeOf: (name: string) => `Revoke the keys of ${name}`,
  removed: 'A pair that was removed',
  removedNote:
    'Nothing uses this key any more. Its line may still be in the list of keys of that machine: take it out there.',
  revokeTitle: (name: string) => `Revoke the keys of ${name}?`,
  revokeText:
    'You sign in to its machines once more. Keys and guard are taken from there, and the keys are forgotten here. No run can reach the spare until the pair is set up again. What was copied stays.',
  revokeAction: 'Revoke',
  pins: 'Pinned host keys',
  pinsNote: 'Nothing is sent to a machine that shows another key.',
  replace: 'Replace the Pin…',
  replaceOf: (name: string) => `Replace the pinned host key of ${name}`,
  copyPin: (name: string) => `Pinned host key of ${name}`,
} as const;

export const STATE_WORDS: Readonly<
  Record<KeyRecord['state'], { readonly text: string; readonly mark: MarkState }>
> = {
  new: { text: 'Not proved yet: go on with the set-up', mark: 'warn' },
  active: { text: 'In use', mark: 'good' },
  retiring: { text: 'Replaced; still opens. Run the set-up again', mark: 'warn' },
  revoking: { text: 'Revoked; still to be removed where it is installed', mark: 'warn' },
};

export const SEALED_WORDS: Readonly<Record<KeyRecord['sealedBy'], string>> = {
  keyring: 'sealed; its passphrase is in the keyring',
  unattended: 'not sealed: whoever can read the data folder can use it',
};

export const MAY_DO_WORDS: Readonly<Record<KeyRecord['role'], string>> = {
  standby: 'rsync into this pair’s destinations, and what Warmspare asks about them',
  primary: 'everything that root may do on the primary: it is read as a whole',
};
