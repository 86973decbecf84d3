import { EXIT, type ExitStatus } from '../exit-status.ts';
import { followRuns, type Followed } from '../../index.ts';
import { withInterrupt } from '../interrupt.ts';
import { endOfRecord } from '../run-as-json.ts';
import type { Session } from '../session.ts';
import { WatchedRuns } from '../watched-runs.ts';

/** Until Ctrl-C, which ends the watching alone. */
export async function watch(session: Session, name: string | undefined): Promise<ExitStatus> {
  const { engine, host, out, json } = session;
  const pair = name === undefined ? undefined : await engine.pairs.get(name);
  const watched = new WatchedRuns(session, name === undefined);
  const clear = (): void => watched.clear();
  try {
    await withInterrupt(
      session,
      async (signal) => {
        for await (const told of followRuns(engine, { connect: host, pairId: pair?.id, signal })) {
          if (json) await out.json(jsonOf(told));
          else await watched.tell(told);
          if (out.isClosed) return;
        }
      },
      { first: () => undefined, second: clear },
    );
  } finally {
    clear();
  }
  return EXIT.done;
}

/** The events of runs are as they come; what is between them says whose they are. */
function jsonOf(told: Followed): unknown {
  switch (told.type) {
    case 'attached': {
      const { kind, pid } = told.host;
      const runs = told.runs.map(({ pair, run }) => ({ pairId: pair.id, pairName: pair.name, ...run }));
      return { type: 'watch.attached', kind, pid, runs };
    }
    case 'event':
      return told.event;
    case 'ended':
      return endOfRecord(told.record);
    case 'gone':
      return { type: 'watch.gone' };
  }
}
