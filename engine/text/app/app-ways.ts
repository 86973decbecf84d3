import type { Ways } from '../ways.ts';

/** What to do next in the app. A button stands beside it: see ACTION_LABELS. */
export const APP_WAYS: Ways = {
  typed: () => '',
  inScript: () => '',

  listPairs: () => 'It may have been renamed or removed.',
  lookAtPair: () => 'Look at its two machines.',
  lookAtRun: () => 'Try again when that run has ended.',
  listRuns: () => 'It may have been cleared away since.',
  readLog: () => 'Its last words are in the log of the run.',

  check: () => 'A check shows what is on both machines.',
  acceptDisk: () => 'If the disk was replaced on purpose, say that it is the right one.',
  acceptPlace: () => 'If it is, say so.',
  seeWhatWouldGo: () => 'Look at what would go in a preview.',
  lookAgain: () => 'Look at a new preview.',
  lookAtPlan: () => 'Look at it in a preview.',
  approve: () => 'If that is right, approve it.',
  runOn: (driver) =>
    driver === 'the primary'
      ? 'Let rsync run on the primary: choose that in the set-up.'
      : 'Let rsync run on this machine: choose that in the set-up.',

  makeKey: () => 'The set-up makes one.',
  makeAnotherKey: () => 'The set-up makes another.',
  tellGuard: () => 'Let it know them, by signing in there once more.',
  failBack: () => 'What was changed there comes back to the primary by failing back.',
  beginFailBack: () => 'Begin to fail back first.',
  finishFirst: () => 'Finish that first.',
  byHand: () => 'set it up by hand, with a line to paste there.',
  vouchForHostKey: () =>
    'compare the fingerprint on its own screen, and vouch for the new one in the set-up.',
  orUnattended: () => 'or let the set-up keep the key without one, and read what that means.',

  makeCopy: () => 'A sync makes one.',
  lookAtEnd: () => 'The history says why.',
  verify: () => 'A verify compares them.',
  mend: () => 'A sync that compares contents mends all of it.',
  survey: () => 'Look at both machines.',
  deliverRunbook: () => 'Bring it there.',
  drill: () => 'A drill tries it.',
  chooseStrategy: () => 'Choose another way of taking over.',
  sayBooted: () => 'Then say so here.',

  installRsync: () => 'Install rsync 3 there, on a Mac for example with Homebrew.',
  installNewerRsync: () => 'Install a newer one there, on a Mac for example with Homebrew.',
  installRootsRsync: () => 'An rsync that is root’s alone is used, for example that of MacPorts.',
  mayNeedFullDiskAccess: () => 'On a Mac, Warmspare may need Full Disk Access.',
  readSource: () =>
    'Give Warmspare Full Disk Access, or let the set-up make the primary readable as root; nothing was changed.',
};
