import type { ReactNode } from 'react';
import type { Pair } from '../../../engine/model/pair.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { formatBytes } from '../../../engine/text/amounts.ts';
import { changesText } from '../../../engine/text/run-words.ts';
import type { RemedyAction } from '../../../engine/text/remedy-action.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Time } from '../../parts/Time.tsx';
import { useGo } from '../../state/use-remedy.ts';
import { LargestChanges } from './LargestChanges.tsx';
import { Review } from './Review.tsx';
import { OVERVIEW_WORDS } from './words.ts';

/** The review is below. */
const IS_HERE: readonly RemedyAction[] = ['review-held'];

export interface PreviewResultProps {
  readonly pair: Pair;
  readonly preview: RunRecord;
}

/** What a sync would do, and what keeps one from it. */
export function PreviewResult({ pair, preview }: PreviewResultProps): ReactNode {
  const go = useGo();
  const { id, totals, outcome, problems, refusals, holds } = preview;
  const isEmpty = totals.created + totals.updated + totals.deleted === 0;
  const isDone = outcome === 'succeeded' || outcome === 'partial' || outcome === 'held';
  return (
    <>
      <Group title={OVERVIEW_WORDS.previewed} note={OVERVIEW_WORDS.previewNote}>
        {[...problems, ...refusals, ...holds].map((trouble) => (
          <ProblemNote
            key={JSON.stringify(trouble)}
            trouble={trouble}
            pair={pair}
            runId={id}
            mode="preview"
            planId={preview.planId}
            without={IS_HERE}
          />
        ))}
        {isDone && (
          <Row
            mark={<Mark state="idle" />}
            title={isEmpty ? OVERVIEW_WORDS.wouldNothing : OVERVIEW_WORDS.wouldDo}
            detail={
              isEmpty
                ? undefined
                : `${changesText(preview)} · ${OVERVIEW_WORDS.wouldCopy(formatBytes(totals.fileBytes))}`
            }
            end={
              <>
                <Time at={preview.startedAt} />
                <Button kind="plain" onPress={() => go({ screen: 'history', pairId: pair.id, runId: id })}>
                  {OVERVIEW_WORDS.showRun}
                </Button>
              </>
            }
          />
        )}
        {isDone && !isEmpty && <LargestChanges runId={id} />}
      </Group>
      <Review pair={pair} run={preview} areReasonsTold />
    </>
  );
}
