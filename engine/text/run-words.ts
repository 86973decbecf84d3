import type {
  ChangeKind,
  Outcome,
  Phase,
  RunMode,
  RunRecord,
  VerifyResult,
  VolumeResult,
} from '../model/run.ts';
import { countOf, formatCount } from './amounts.ts';

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  before: 'Running the commands before it',
  probing: 'Looking at both machines',
  comparing: 'Comparing',
  copying: 'Copying',
  deleting: 'Deleting',
  checking: 'Checking',
  after: 'Running the commands after it',
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

export const VOLUME_STATES: Readonly<Record<VolumeResult['state'], string>> = {
  done: 'done',
  partial: 'done in part',
  failed: 'failed',
  'not-started': 'not started',
};

/** `12 created, 3 updated, 1 deleted` */
export function changesText({ totals }: Pick<RunRecord, 'totals'>): string {
  return `${formatCount(totals.created)} created, ${formatCount(totals.updated)} updated, ${formatCount(totals.deleted)} deleted`;
}

/** `1,000 files compared, none different` */
export function verifyFigures(verify: VerifyResult): string {
  const different = verify.different === 0 ? 'none' : countOf(verify.different, 'file');
  return `${countOf(verify.compared, 'file')} compared, ${different} different`;
}

/** `1,000 files were compared, and 3 entries differ`: also of those beside the sample. */
export function comparedText({ compared, different }: VerifyResult): string {
  const were = `${countOf(compared, 'file')} ${compared === 1 ? 'was' : 'were'} compared`;
  if (different === 0) return `${were}, and none differs`;
  return `${were}, and ${countOf(different, 'entry', 'entries')} ${different === 1 ? 'differs' : 'differ'}`;
}
