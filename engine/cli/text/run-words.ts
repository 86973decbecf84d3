import type { ChangeKind, Outcome, Phase, RunMode } from '../../model/run.ts';

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  probing: 'Looking at both machines',
  comparing: 'Comparing',
  copying: 'Copying',
  deleting: 'Deleting',
  checking: 'Checking',
};

export const MODE_WORDS: Readonly<Record<RunMode, string>> = {
  preview: 'preview',
  sync: 'sync',
  verify: 'verify',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  succeeded: 'succeeded',
  partial: 'partial',
  failed: 'failed',
  cancelled: 'cancelled',
  held: 'held',
  refused: 'refused',
};

export const CHANGE_MARKS: Readonly<Record<ChangeKind, string>> = {
  created: '+',
  updated: '~',
  attributes: '.',
  deleted: '-',
};
