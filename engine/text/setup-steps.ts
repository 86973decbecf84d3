import type { SetupStep } from '../api/setup.ts';

/** What a step of a set-up is at, for as long as it takes. */
export const SETUP_DOING: Readonly<Record<SetupStep, string>> = {
  reach: 'Looking for it',
  'host-key': 'Checking its host key',
  'sign-in': 'Signing in',
  key: 'Looking for the key',
  guard: 'Installing the guard',
  install: 'Installing the key',
  prove: 'Trying the key alone',
  config: 'Keeping the key',
  'prove-from-primary': 'Trying the key from the primary',
  look: 'Looking at both machines',
};

/** How somebody was let in; `user` printable. */
export const SETUP_SIGNED_IN = {
  root: (user: string) => `Signed in as ${user}`,
  sudo: (user: string) => `Signed in as ${user}, and became root by sudo; root’s account stays as it is`,
  'by-hand': () => 'Let in by the pasted line',
} as const;
