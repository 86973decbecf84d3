import type { Ways } from '../../text/ways.ts';
import { command } from './command.ts';

/** What to type next. Commands stand at the end, without a full stop, to be copied. */
export const CLI_WAYS: Ways = {
  typed: (text) => ` (${text})`,
  inScript: (sentence) => ` ${sentence}`,

  listPairs: () => 'List them with: warmspare pair list',
  lookAtPair: (pair) => `Look at it with: ${command('pair show', pair)}`,
  lookAtRun: (pair) => `Look at it with: ${command('status', pair)}`,
  listRuns: () => 'List them with: warmspare history',
  readLog: () => 'See its last words with: warmspare history --run last --log',

  check: (pair) => `See: ${command('check', pair)}`,
  acceptDisk: (pair) => `If the disk was replaced on purpose: ${command('check', pair, '--accept-volumes')}`,
  acceptPlace: (pair) => `If it is: ${command('check', pair, '--accept-volumes')}`,
  seeWhatWouldGo: (pair) => `Look at what would go: ${command('sync', pair, '--preview')}`,
  lookAgain: (pair) => `Look again: ${command('sync', pair, '--preview')}`,
  lookAtPlan: (pair) => `Look at it with: ${command('sync', pair, '--preview')}`,
  approve: (pair, plan) => `If that is right: ${command('sync', pair, '--approve', plan)}`,
  runOn: (driver) =>
    driver === 'the primary'
      ? 'Let it run on the primary: add the pair with --driver primary.'
      : 'Let it run here: add the pair with --driver local.',

  makeKey: (pair) => `Make one with: ${command('setup', pair)}`,
  makeAnotherKey: (pair) => `Make another with: ${command('setup', pair)}`,
  tellGuard: (pair) => `Let it know them, by signing in there once more: ${command('setup', pair)}`,
  failBack: (pair) => `To bring what was changed there back to the primary: ${command('failback', pair)}`,
  beginFailBack: (pair) => `Begin with: ${command('failback', pair)}`,
  finishFirst: (pair, begun) =>
    `Finish that first: ${begun === 'undo' ? command('promote', pair, '--undo') : begun === 'fail-back' ? command('failback', pair, '--finish') : command('promote', pair)}`,
  byHand: (pair) => `set it up by hand with: ${command('setup', pair, '--by-hand')}`,
  vouchForHostKey: (pair) =>
    `compare the fingerprint there (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), and vouch for it with: ${command('setup', pair, '--host-key', 'SHA256:…')} (or remove the pair and add it again).`,
  orUnattended: () => 'or use --unattended and read what it means.',

  makeCopy: (pair) => `Make one with: ${command('sync', pair)}`,
  lookAtEnd: (pair) => `See why: ${command('history', pair, '--run', 'last')}`,
  verify: (pair) => `Compare them with: ${command('verify', pair)}`,
  mend: (pair) => `Mend all of it with: ${command('sync', pair, '--contents')}`,
  survey: (pair) => `Look at both machines with: ${command('readiness', pair)}`,
  deliverRunbook: (pair) => `Bring it there with: ${command('runbook', pair, '--deliver')}`,
  drill: (pair) => `Try it with: ${command('drill', pair)}`,
  chooseStrategy: (pair) => `Choose another with: ${command('pair change', pair, '--strategy', 'auto')}`,
  sayBooted: (pair) => `Then say so with: ${command('readiness', pair, '--booted')}`,

  installRsync: () => 'Install rsync 3 there, on a Mac with: brew install rsync',
  installNewerRsync: () => 'Install a newer one there, on a Mac with: brew install rsync',
  installRootsRsync: () =>
    'An rsync that is root’s alone is used, for example that of MacPorts: sudo port install rsync',
  mayNeedFullDiskAccess: () => 'On a Mac, the terminal or app may need Full Disk Access.',
  readSource: () => 'Run as a user who may, on a Mac with Full Disk Access; nothing was changed.',
};
