import { describe, expect, it } from 'vitest';
import type { Survey } from '../../../../engine/model/survey.ts';
import type { RunbookInput } from '../../../../engine/plan/runbook/runbook-input.ts';
import { runbookChanges } from '../../../../engine/text/runbook/changes.ts';
import { runbookDigest } from '../../../../engine/text/runbook/digest.ts';
import { writeRunbook } from '../../../../engine/text/runbook/write-runbook.ts';
import { recordedFacts } from './recorded-facts.ts';

const BEFORE = recordedFacts('apple-silicon');

function changesTo(after: RunbookInput): readonly string[] {
  return runbookChanges(writeRunbook(BEFORE), writeRunbook(after));
}

function withPrimary(machine: Partial<Survey['machine']>): RunbookInput {
  const { primary } = BEFORE.survey;
  if (primary === undefined) throw new Error('the primary was looked at');
  return {
    ...BEFORE,
    survey: { ...BEFORE.survey, primary: { ...primary, machine: { ...primary.machine, ...machine } } },
  };
}

/** The night after, with everything as it was. */
function aDayLater(): RunbookInput {
  const later = (survey: Survey | undefined): Survey | undefined =>
    survey === undefined ? undefined : { ...survey, at: '2026-11-25T03:00:02.000Z' };
  const { lastRun } = BEFORE.status;
  const recoveryPoint = '2026-11-25T03:00:00.000Z';
  return {
    ...BEFORE,
    now: BEFORE.now + 86_400_000,
    survey: {
      ...BEFORE.survey,
      primary: later(BEFORE.survey.primary)!,
      standby: later(BEFORE.survey.standby)!,
    },
    status: {
      ...BEFORE.status,
      recoveryPoint,
      lastRun: lastRun === undefined ? undefined : { ...lastRun, startedAt: recoveryPoint, recoveryPoint },
    },
  };
}

describe('what has changed since the last runbook', () => {
  it('is nothing when only times have', () => {
    expect(changesTo(aDayLater())).toEqual([]);
  });

  it('names the machine’s facts, what it serves and the steps', () => {
    expect(changesTo(withPrimary({ serial: 'NEW1234567', shares: [] }))).toEqual([
      'The primary, Serial number: NEW1234567, no longer H4XK10ABQ6.',
      'Gone: What the primary does for others, Shared folder “Media” (SMB): /Volumes/Media, on the standby: /Volumes/Clone/Media.',
      'Step changed: Unplug the primary, and see that it stays so.',
      'Step gone: Share the folders of the clone.',
      'Step gone: Open the shared folders from another machine.',
    ]);
  });

  it('names volumes, warnings, notes and what is left out', () => {
    const { pair, settings } = BEFORE;
    const volumes = pair.volumes.slice(0, 1);
    expect(
      changesTo({
        ...BEFORE,
        pair: { ...pair, volumes, filters: { ...pair.filters, excludes: ['*.tmp'] } },
        settings: { ...settings, notes: 'Somebody else' },
        status: { ...BEFORE.status, lastVerify: undefined },
      }),
    ).toEqual([
      'New warning: The copy was never verified: nobody has compared its files with the primary’s.',
      '“Whom to call” is another.',
      'Gone: What is copied, /Volumes/Media: on the standby: /Volumes/Clone/Media (disk “Clone”, /dev/disk5s1, apfs).',
      'What the primary does for others, Shared folder “Media” (SMB): /Volumes/Media, not in the clone, no longer /Volumes/Media, on the standby: /Volumes/Clone/Media.',
      'No longer in the clone: By the pair’s own patterns: “*.tmp”.',
      'No longer in the clone: The shared folder “Media” (/Volumes/Media).',
      'Step changed: Look at the copy once more.',
      'Step changed: Share the folders of the clone.',
      'Step gone: Open the shared folders from another machine.',
    ]);
  });

  it('names another way, and another name of the pair', () => {
    const { pair, settings } = BEFORE;
    const changes = changesTo({
      ...BEFORE,
      pair: { ...pair, name: 'Cutting Room' },
      settings: { ...settings, strategy: 'serve' },
    });
    expect(changes.slice(0, 2)).toEqual([
      'The pair is called “Cutting Room” now, no longer “Edit Suite”.',
      'The way is another: Serve the data, no longer Promote the standby.',
    ]);
  });
});

describe('the digest of a runbook', () => {
  it('is the same when only times have changed, also once it was stored', () => {
    const digest = runbookDigest(writeRunbook(BEFORE));
    const stored = JSON.parse(JSON.stringify(writeRunbook(BEFORE))) as ReturnType<typeof writeRunbook>;
    expect([runbookDigest(writeRunbook(aDayLater())), runbookDigest(stored)]).toEqual([digest, digest]);
  });

  it('is another when anything else has', () => {
    const digest = runbookDigest(writeRunbook(BEFORE));
    expect(runbookDigest(writeRunbook(withPrimary({ serial: 'NEW1234567' })))).not.toEqual(digest);
    expect(runbookDigest(writeRunbook({ ...BEFORE, settings: { notes: 'x' } }))).not.toEqual(digest);
  });
});
