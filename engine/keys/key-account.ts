import type { PathText } from '../model/path-text.ts';
import { GUARD_FOLDER } from './guard-script.ts';

/** Whom a key of the app's signs in as on the machine that it is installed on, and where its files lie there. */
export interface KeyAccount {
  readonly user: string;
  readonly uid: number;
  /** `undefined`: where that machine says it is. */
  readonly home: PathText | undefined;
  /** The guard's and its scripts'; made, with what is missing above it. */
  readonly guardFolder: PathText;
  /** Does the machine's own sshd let this account in? Not where another program answers: its settings and syslog are others'. */
  readonly obeysSshd: boolean;
}

/** Only root may write what a full clone writes. The demo, which must not touch this machine, has another account. */
export const ROOT_ACCOUNT: KeyAccount = {
  user: 'root',
  uid: 0,
  home: undefined,
  guardFolder: GUARD_FOLDER,
  obeysSshd: true,
};
