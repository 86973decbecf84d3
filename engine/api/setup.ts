import type { Side } from '../model/endpoint.ts';
import type { PairId } from '../model/ids.ts';
import type { KeyRecord, KeyRole } from '../model/key.ts';
import type { Pair } from '../model/pair.ts';
import type { Problem } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';
import type { CheckReport, KnownHint } from './engine.ts';

/** In this order. Each looks at what is there, does what is missing, and can be done again without harm. */
export type SetupStep =
  | 'reach'
  | 'host-key'
  | 'sign-in'
  | 'key'
  | 'guard'
  | 'install'
  | 'prove'
  | 'config'
  | 'prove-from-primary'
  | 'look';

/** What happens in a set-up, in order. No secret is in any of it. */
export type SetupEvent =
  | { readonly type: 'setup.started'; readonly pairId: PairId; readonly pairName: string }
  /** The steps that follow are about this machine, up to the next such event. */
  | { readonly type: 'setup.machine'; readonly side: Side; readonly endpoint: string }
  | { readonly type: 'setup.begun'; readonly step: SetupStep }
  | ({ readonly type: 'setup.done' } & SetupDone)
  | { readonly type: 'setup.failed'; readonly step: SetupStep; readonly problem: Problem }
  /** A key that was never proved was tried, and something is missing: most likely nobody has run its script there yet. */
  | { readonly type: 'setup.not-let-in'; readonly fingerprint: string; readonly text: string }
  /** A person pasted nothing so far; tries count from 1. */
  | { readonly type: 'setup.waiting'; readonly tries: number };

/** `already`: it was so before, and nothing was changed. */
export type SetupDone =
  | { readonly step: 'reach'; readonly addresses: readonly string[]; readonly greeting: string }
  | ({ readonly step: 'host-key'; readonly already: boolean } & PicturedHostKey)
  | {
      readonly step: 'sign-in';
      readonly user: string;
      readonly way: 'root' | 'sudo' | 'by-hand';
    }
  | {
      readonly step: 'key';
      readonly already: boolean;
      readonly fingerprint: string;
      readonly comment: string;
      readonly sealedBy: KeyRecord['sealedBy'];
    }
  | {
      readonly step: 'guard';
      readonly folder: string;
      readonly version: number;
      /** Path text. */
      readonly destinations: readonly string[];
      /** What the guard may run for the pair, by their programs' names. */
      readonly commands: readonly string[];
    }
  | {
      readonly step: 'install';
      readonly already: boolean;
      readonly file: string;
      readonly line: string;
      /** Folders and files whose owner or mode sshd would have refused. */
      readonly mended: readonly string[];
      /** The file that changes that machine's sshd; `undefined`: nothing had to be changed. */
      readonly sshdChange: string | undefined;
    }
  /** `answer`: what the guard said to a connection with the key alone. */
  | { readonly step: 'prove'; readonly already: boolean; readonly answer: string }
  | { readonly step: 'config'; readonly already: boolean; readonly endpoint: string }
  /** rsync will run on the primary: from there, too, the standby's key was let in, through the app's agent. */
  | { readonly step: 'prove-from-primary'; readonly answer: string }
  | { readonly step: 'look'; readonly report: CheckReport };

export interface PicturedHostKey {
  readonly hostKeyType: string;
  /** `SHA256:…` */
  readonly pin: string;
  /** OpenSSH's picture of it, eleven lines. */
  readonly randomart: string;
}

/** What only a person knows. Whoever cannot ask answers `undefined` or false. */
export interface SetupQuestions {
  /** Nothing was ever set up there, and the machine shows other keys than the one that was given with the pair. */
  readonly confirmHostKey: (asked: HostKeyQuestion) => Promise<boolean>;
  readonly signIn: (asked: SignInQuestion) => Promise<SignInAnswer | undefined>;
  /** sudo did not take the password that signed the administrator in. */
  readonly sudoPassword: (asked: SudoQuestion) => Promise<Secret | undefined>;
  /** Root's key is kept out by settings of sshd; `text` is the whole file that would change them. */
  readonly changeSshd: (asked: SshdQuestion) => Promise<boolean>;
  /** Shows a line for the standby's own Terminal. Set-up waits by itself until it has worked. */
  readonly pasteLine: (asked: { readonly endpoint: string; readonly line: string }) => Promise<void>;
}

export interface HostKeyQuestion extends PicturedHostKey {
  readonly endpoint: string;
  /** The pin that was given with the pair; `undefined`: nobody gave one. */
  readonly given: string | undefined;
  readonly yours: KnownHint;
}

export interface SignInQuestion {
  readonly side: Side;
  readonly endpoint: string;
  readonly user: string;
  /** Why the last answer was not good. */
  readonly last?: Problem;
}

export type SignInAnswer =
  | { readonly kind: 'password'; readonly user: string; readonly password: Secret }
  | { readonly kind: 'by-hand' };

export interface SudoQuestion {
  readonly endpoint: string;
  readonly user: string;
  readonly last: Problem;
}

export interface SshdQuestion {
  readonly endpoint: string;
  /** As `sshd -T` has them: `PermitRootLogin no`. */
  readonly settings: readonly string[];
  readonly file: string;
  readonly text: string;
}

export interface SetupOptions {
  readonly questions: SetupQuestions;
  readonly onEvent?: (event: SetupEvent) => void;
  readonly signal?: AbortSignal;
  /** A person vouches for this host key of the standby, also in the place of one that was pinned before. */
  readonly hostKey?: string;
  /** The addresses that the standby's key is good from, as in authorized_keys: `10.0.0.7,192.168.1.*`. */
  readonly from?: string;
  /** Keeps the private key readable without a keyring, for a host that starts at boot. */
  readonly unattended?: boolean;
  /** The primary is this machine, and is to be read as root: by `ssh root@localhost`, set up as well. */
  readonly asRootHere?: boolean;
}

export interface SetupReport {
  readonly pair: Pair;
  /** The standby's before the primary's. */
  readonly keys: readonly KeyRecord[];
  /** Everything was so before. */
  readonly already: boolean;
}

/** For a set-up by the standby's own administrator, without a connection. */
export type ScriptOptions = Pick<SetupOptions, 'from' | 'unattended'>;

export interface SetupScript {
  readonly pair: Pair;
  /** Not proved: whether the script was run shows when a set-up tries the key. */
  readonly key: KeyRecord;
  /** The standby, as root reaches it. */
  readonly endpoint: string;
  /** A program for sh, to be run there as root. Holds nothing secret. */
  readonly script: string;
}

/** The app's own keys. */
export interface Keys {
  readonly list: () => Promise<readonly KeyStatus[]>;
  /** A new key in, proved, the old one out. Wherever it stops, one of the two still opens. */
  readonly rotate: (name: string, options: SetupOptions) => Promise<SetupReport>;
  /** Takes keys and guard from the pair's machines by signing in once more, then forgets the keys. */
  readonly revoke: (name: string, options: SetupOptions) => Promise<readonly KeyRecord[]>;
}

export interface KeyStatus {
  readonly key: KeyRecord;
  readonly role: KeyRole;
  /** `undefined`: the pair was removed. */
  readonly pairName: string | undefined;
  /** ISO 8601; `undefined`: never. */
  readonly lastUsedAt: string | undefined;
}
