import { PlanId } from '../../../engine/model/ids.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { NO_TOTALS, type RunRecord } from '../../../engine/model/run.ts';
import type { FakeAnswers } from '../fake-main.ts';
import {
  emptyHanded,
  nightRun,
  nightsOf,
  officeChanges,
  officePair,
  runIdAt,
  SPACE,
  USERS,
  viewOf,
  volumeResults,
} from './office.ts';
import { aWorld } from './world.ts';

/* Worlds whose last sync did not end well. */

export const HELD_PLAN = PlanId.parse('plan-0123456789ab');

/** The sync would delete more than a run may, and waits for a person. */
export function heldWorld(): FakeAnswers {
  const changes = officeChanges(15_360);
  return endingWith(
    {
      ...emptyHanded(officePair(), { outcome: 'held' }),
      planId: HELD_PLAN,
      totals: {
        ...NO_TOTALS,
        scanned: 412_380,
        created: 5_120,
        updated: 5_120,
        deleted: 5_120,
        fileBytes: 9.4e9,
      },
      holds: [
        {
          volumeId: USERS,
          reason: 'deletes',
          count: 5_120,
          limit: 1_000,
          sample: changes
            .filter(({ kind }) => kind === 'deleted')
            .slice(0, 20)
            .map(({ path }) => path),
        },
      ],
    },
    changes,
  );
}

/** A disk of the primary is not mounted. */
export function refusedWorld(): FakeAnswers {
  return endingWith({
    ...emptyHanded(officePair(), { outcome: 'refused' }),
    refusals: [
      {
        reason: 'source.not-mounted',
        volumeId: SPACE,
        details: {
          path: '/Volumes/Space/admin',
          expected: 'apfs 8F2C0A11 at /Volumes/Space',
          found: 'apfs 1D77B2E0 at /',
        },
      },
    ],
  });
}

/** The standby cannot be reached. */
export function offlineWorld(): FakeAnswers {
  return endingWith({
    ...emptyHanded(officePair(), { outcome: 'failed' }),
    problems: [
      {
        code: 'endpoint.unreachable',
        retry: 'transient',
        details: {
          side: 'standby',
          endpoint: 'ssh://root@spare.local',
          text: 'no route to host',
          output: 'ssh: connect to host spare.local port 22: No route to host',
        },
      },
    ],
  });
}

/** rsync itself gave up, in the middle of it. */
export function failedWorld(): FakeAnswers {
  return endingWith({
    ...emptyHanded(officePair(), { outcome: 'failed' }),
    problems: [
      {
        code: 'rsync.disk-full',
        retry: 'person',
        details: {
          side: 'standby',
          path: '/Volumes/Users',
          exitCode: 11,
          output:
            'rsync: [receiver] write failed on "/Volumes/Users/anna/Movies/trip.mov": No space left on device (28)\nrsync error: error in file IO (code 11) at receiver.c(381) [receiver=3.5.0]',
        },
      },
    ],
  });
}

/** Everything was copied but a few files that could not be read. */
export function partialWorld(): FakeAnswers {
  const pair = officePair();
  const [last, ...before] = nightsOf(pair);
  const run: RunRecord = {
    ...nightRun(pair, 0),
    ...last,
    outcome: 'partial',
    recoveryPoint: undefined,
    problems: [
      {
        code: 'rsync.partial',
        retry: 'person',
        details: {
          side: 'primary',
          path: '/Volumes/Space/admin',
          volumeId: SPACE,
          exitCode: 23,
          count: 3,
          files: ['mail/inbox.mbox', 'mail/sent.mbox', 'private/keys.kdbx'],
        },
      },
    ],
    volumes: volumeResults(pair, Date.parse('2026-11-26T03:04:41.000Z')).map((volume) =>
      volume.volumeId === SPACE ? { ...volume, state: 'partial' } : volume,
    ),
  };
  const runs = [run, ...before];
  return aWorld({ pairs: [viewOf(pair, runs)], runs });
}

/** A verify found files that differ. */
export function differingWorld(): FakeAnswers {
  const pair = officePair();
  const nights = nightsOf(pair);
  const startedAt = '2026-11-26T06:30:00.000Z';
  const verify = nightRun(pair, 0, {
    id: runIdAt(Date.parse(startedAt)),
    mode: 'verify',
    startedAt,
    finishedAt: '2026-11-26T06:34:12.000Z',
    outcome: 'partial',
    recoveryPoint: undefined,
    totals: NO_TOTALS,
    verify: { scope: { kind: 'sample', files: 1_000 }, compared: 1_000, different: 3 },
  });
  const runs = [verify, ...nights];
  return aWorld({ pairs: [viewOf(pair, runs)], runs });
}

/** A preview was made this morning. */
export function previewedWorld(): FakeAnswers {
  const pair = officePair();
  const startedAt = '2026-11-26T09:10:00.000Z';
  const preview = nightRun(pair, 0, {
    id: runIdAt(Date.parse(startedAt)),
    mode: 'preview',
    startedAt,
    finishedAt: '2026-11-26T09:10:21.000Z',
    recoveryPoint: undefined,
    planId: HELD_PLAN,
    totals: { ...NO_TOTALS, scanned: 412_380, created: 20, updated: 20, deleted: 20, fileBytes: 1.31e9 },
  });
  const runs = [preview, ...nightsOf(pair)];
  return aWorld({ pairs: [viewOf(pair, runs)], runs, changes: officeChanges(60) });
}

/** A preview was made this morning, and what it found must be approved first. */
export function previewHeldWorld(): FakeAnswers {
  const pair = officePair();
  const startedAt = '2026-11-26T09:10:00.000Z';
  const preview = nightRun(pair, 0, {
    ...emptyHanded(pair, { outcome: 'held' }),
    id: runIdAt(Date.parse(startedAt)),
    mode: 'preview',
    startedAt,
    finishedAt: '2026-11-26T09:10:21.000Z',
    planId: HELD_PLAN,
    totals: { ...NO_TOTALS, scanned: 412_380, created: 20, updated: 20, deleted: 5_120, fileBytes: 1.31e9 },
    holds: [{ volumeId: USERS, reason: 'deletes', count: 5_120, limit: 1_000, sample: [] }],
  });
  const runs = [preview, ...nightsOf(pair)];
  return aWorld({ pairs: [viewOf(pair, runs)], runs, changes: officeChanges(15_360) });
}

/** What is known of pairs is from before the configuration broke. */
export function configFaultWorld(): FakeAnswers {
  const pair = officePair();
  const runs = nightsOf(pair);
  return aWorld({ pairs: [viewOf(pair, runs)], runs, fault: CONFIG_FAULT });
}

/** The configuration could not be read from the beginning. */
export function unreadableConfigWorld(): FakeAnswers {
  return aWorld({ fault: CONFIG_FAULT });
}

const CONFIG_FAULT: Problem = {
  code: 'config.unreadable',
  retry: 'person',
  details: {
    path: '/Users/anna/Library/Application Support/Warmspare/config.json',
    text: 'Unexpected token } in JSON at position 812',
  },
};

function endingWith(fields: Partial<RunRecord>, changes: ReturnType<typeof officeChanges> = []): FakeAnswers {
  const pair = officePair();
  const nights = nightsOf(pair).slice(1);
  const last = nightRun(pair, 0, {
    finishedAt: '2026-11-26T03:04:12.000Z',
    ...fields,
  });
  const runs = [last, ...nights];
  return aWorld({ pairs: [viewOf(pair, runs)], runs, changes });
}
