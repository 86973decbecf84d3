import { useState, type ReactNode } from 'react';
import type { Pair } from '../../../../engine/model/pair.ts';
import { formatTime } from '../../../../engine/text/times.ts';
import { AskDialog } from '../../../parts/AskDialog.tsx';
import { Button } from '../../../parts/Button.tsx';
import { Row } from '../../../parts/Group.tsx';
import { Mark } from '../../../parts/Mark.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useNow } from '../../../state/use-live.ts';
import { useAction } from '../../../state/use-reply.ts';
import { WORDS } from '../words.ts';

/** That somebody saw the clone boot: nothing else can tell. */
export function BootProof({ pair, onDone }: { readonly pair: Pair; readonly onDone: () => void }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const note = useAction('failover.note-boot', onDone);
  const now = useNow(60_000);
  const { bootProof } = pair.failover;
  return (
    <>
      <Row
        mark={<Mark state={bootProof === undefined ? 'unknown' : 'good'} />}
        title={
          bootProof === undefined
            ? WORDS.unproved
            : WORDS.proved(formatTime(bootProof.at, { now, timeZone: undefined }))
        }
        detail={bootProof === undefined ? WORDS.unprovedWhy : WORDS.provedWhy}
        end={
          <Button isDisabled={note.isRunning} onPress={() => setAsking(true)}>
            {WORDS.booted}
          </Button>
        }
      />
      {note.problem !== undefined && (
        <div role="alert">
          <ProblemNote trouble={note.problem} pair={pair} />
        </div>
      )}
      <AskDialog
        isOpen={isAsking}
        title={WORDS.bootedTitle}
        action={WORDS.bootedAction}
        onAction={() => note.run({ pairId: pair.id })}
        onClose={() => setAsking(false)}
      >
        <p>{WORDS.bootedText}</p>
      </AskDialog>
    </>
  );
}
