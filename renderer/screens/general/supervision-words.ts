import type { ServiceView } from '../../../engine/api/settings.ts';

const STOPPED_WHY: Readonly<Record<ServiceView['system'], string>> = {
  launchd: 'Nothing begins while nobody is logged in. The file service.log in the data folder may say why.',
  systemd: 'Nothing begins while nobody is logged in. Why: journalctl -u warmspare',
  none: '',
};

/** What General says about running when nobody is logged in. */
export const SUPERVISION_WORDS = {
  title: 'When nobody is logged in',
  on: 'The system keeps the pairs',
  onWhy: 'From its start on, also while nobody is logged in and this app is closed.',
  off: 'Nothing is copied',
  offWhy: 'Schedules and alerts go while this app is open. The system can keep them from its start on.',
  stopped: 'Installed, and not running',
  stoppedWhy: STOPPED_WHY,
  elsewhere: 'The system keeps another data folder',
  elsewhereWhy: (home: string) => `The pairs here are copied only while this app is open. It keeps ${home}.`,
  unknownFolder: 'one that cannot be read from here',
  notKnown: 'Nobody knows whether the system keeps the pairs',
  notHere: 'This system offers no way',
  notHereWhy: 'It takes launchd or systemd.',
  notInDemo: 'Not in the demo',
  notInDemoWhy: 'Its data folder goes when the app is quit.',

  install: 'Have the system keep them',
  uninstall: 'Take it away',
  changeIt: 'Change that',
  paste: (what: string) =>
    `${what}: paste this line into Terminal. It asks for an administrator’s password there, and this page notices when it is done.`,
  toolMissing:
    'It takes the command line, since this app cannot run without a window, and none was found on this machine. In a folder with Warmspare’s source, npm run build and npm link bring it. Then paste this line into Terminal:',

  sealed: (count: number) =>
    count === 1
      ? 'The key of 1 pair opens only after somebody logs in'
      : `The keys of ${String(count)} pairs open only after somebody logs in`,
  sealedWhy:
    'A keyring seals them, and nobody opens it when the machine starts. Passwords for mail and webhooks lie there as well.',
  unseal: 'Make keys that open without it',
  unsealLine: 'A new key, not sealed: whoever can read the data folder can use it',
} as const;
