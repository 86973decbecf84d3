import { expect, it } from 'vitest';
import type { EngineContext } from '../../../engine/run/context.ts';
import { pastOf } from '../../../engine/run/past.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { NO_TOTALS } from '../../../engine/model/run.ts';
import { aPair, aVolume } from '../../fakes/builders.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aFinishedRun, PAIR, PORTS, VOLUME } from '../store/run-builder.ts';

it('the size of a volume is known after any number of runs that looked at a few paths alone', async () => {
  const history = openHistory(tempDir(), PORTS);
  const { source, destination } = aVolume();
  const seen = (scanned: number) => [
    {
      volumeId: VOLUME,
      source,
      destination,
      state: 'done' as const,
      totals: { ...NO_TOTALS, scanned },
      finishedAt: undefined,
    },
  ];
  const records = [
    aFinishedRun({ volumes: seen(100_000), scope: { kind: 'whole', why: 'first' } }, 70),
    ...Array.from({ length: 69 }, (_, number) =>
      aFinishedRun({ volumes: seen(3), scope: { kind: 'changed', paths: 3 } }, number + 1),
    ),
  ];
  for (const record of records) await history.begin(record).finish(record);
  const pair = aPair({ id: PAIR, volumes: [aVolume({ id: VOLUME })] });
  const pasts = await pastOf({ history } as unknown as EngineContext, pair);
  expect(pasts.get(VOLUME)).toEqual({ scanned: 100_000 });
});
