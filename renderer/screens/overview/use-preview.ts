import type { PairView } from '../../../engine/api/snapshot.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { useReply } from '../../state/use-reply.ts';

/** The last preview, as long as no sync has come after it. */
export function usePreview({ pair, lastRun, live }: PairView): RunRecord | undefined {
  const asked = useReply(
    'history.list',
    { pairId: pair.id, modes: ['preview'], limit: 1 },
    `${lastRun?.id ?? ''} ${live?.runId ?? ''}`,
  );
  const [preview] = asked.value ?? [];
  if (preview?.state !== 'finished') return undefined;
  if (lastRun !== undefined && lastRun.startedAt > preview.startedAt) return undefined;
  return preview;
}
