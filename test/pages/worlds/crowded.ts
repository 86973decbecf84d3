import type { PairView } from '../../../engine/api/snapshot.ts';
import { PairId, VolumeId } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { aLiveRun, aProgress, aVolume } from '../../fakes/builders.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { emptyHanded, nightRun, nightsOf, officePair, USERS, viewOf } from './office.ts';
import { aWorld } from './world.ts';

/* Worlds with much in them, or with long names. */

const HEBREW_NAME = 'שרת המשרד הראשי של החברה לתכנון ובנייה בע מ קומה שלישית תל אביב';

/** A name of 64 letters, and paths that go on. */
export function longNamedPair(): Pair {
  const long = 'The Office Server of Lighthouse Architects and Engineers (Floor 3)'.slice(0, 64).trim();
  return pairNamed('pair-longname01', long, {
    standby: {
      kind: 'ssh',
      user: 'root',
      host: 'the-spare-in-the-cellar-behind-the-archive.internal.lighthouse-architects.example',
      port: 2222,
      hostKey: `SHA256:${'A'.repeat(43)}`,
    },
    volumes: [
      aVolume({
        id: USERS,
        source: '/Volumes/Projects and Correspondence 2019–2026/Lighthouse Architects and Engineers/Drawings',
        destination:
          '/Volumes/Spare of Projects and Correspondence 2019–2026/Lighthouse Architects and Engineers/Drawings',
      }),
      aVolume({
        id: volumeId(1),
        source: '/Volumes/📐 Pläne & Skizzen 🏗️',
        destination: '/Volumes/📐 Pläne & Skizzen 🏗️',
      }),
      aVolume({ id: volumeId(2), source: '/Volumes/תוכניות', destination: '/Volumes/תוכניות' }),
    ],
  });
}

/** Names of 64 letters, paths that go on, and one that is written from right to left. */
export function longNamesWorld(): FakeAnswers {
  const first = longNamedPair();
  const second = pairNamed('pair-longname02', HEBREW_NAME.slice(0, 64).trim());
  const runs = [...nightsOf(first), ...nightsOf(second)];
  return aWorld({ pairs: [viewOf(first, runs), viewOf(second, runs)], runs });
}

/** One pair of 30 volumes, of which two could not be copied whole. */
export function manyVolumesWorld(): FakeAnswers {
  const volumes = Array.from({ length: 30 }, (_, at) => {
    const path = `/Volumes/Project ${String(at + 1).padStart(2, '0')}`;
    return aVolume({ id: volumeId(at), source: path, destination: path });
  });
  const pair = officePair({ volumes });
  const [last, ...before] = nightsOf(pair);
  const run: RunRecord = {
    ...(last ?? nightRun(pair, 0)),
    outcome: 'partial',
    recoveryPoint: undefined,
    volumes: (last?.volumes ?? []).map((volume, at) =>
      at === 11 ? { ...volume, state: 'partial' } : at === 23 ? { ...volume, state: 'failed' } : volume,
    ),
    problems: [
      {
        code: 'rsync.partial',
        retry: 'person',
        details: {
          side: 'primary',
          path: '/Volumes/Project 12',
          volumeId: volumeId(11),
          count: 2,
          files: ['a', 'b'],
        },
      },
    ],
  };
  const runs = [run, ...before];
  return aWorld({ pairs: [viewOf(pair, runs)], runs });
}

/** Three pairs: ready, running, and one whose last sync failed. */
export function threePairsWorld(): FakeAnswers {
  const ready = officePair();
  const running = pairNamed('pair-studio0001', 'Studio');
  const failed = pairNamed('pair-archive001', 'Archive Mac');
  const failure = nightRun(failed, 0, {
    ...emptyHanded(failed, { outcome: 'failed' }),
    problems: [
      {
        code: 'endpoint.unreachable',
        retry: 'transient',
        details: { side: 'standby', endpoint: 'ssh://root@10.0.0.12', text: 'no route to host' },
      },
    ],
  });
  const runs = [...nightsOf(ready), ...nightsOf(running), failure, ...nightsOf(failed).slice(1)];
  const live = aLiveRun({
    volumeId: USERS,
    progress: aProgress({ volumeId: USERS, fraction: 0.42, filesDone: 1_200, filesTotal: 4_000 }),
  });
  return aWorld({
    pairs: [viewOf(ready, runs), viewOf(running, runs, { live }), viewOf(failed, runs)],
    runs,
  });
}

/** So many pairs that a list of them is longer than any screen. */
export function twentyPairsWorld(): FakeAnswers {
  const pairs = Array.from({ length: 20 }, (_, at) =>
    pairNamed(`pair-many${String(at).padStart(6, '0')}`, `Mac ${String(at + 1)}`),
  );
  const runs = pairs.flatMap((pair, at) => nightsOf(pair, 16).slice(at % 4 === 3 ? 2 : 0));
  return aWorld({ pairs: pairs.map((pair): PairView => viewOf(pair, runs)), runs });
}

function pairNamed(id: string, name: string, fields: Partial<Pair> = {}): Pair {
  return officePair({ id: PairId.parse(id), name, ...fields });
}

function volumeId(at: number): VolumeId {
  return VolumeId.parse(`vol-many${String(at).padStart(2, '0')}`);
}
