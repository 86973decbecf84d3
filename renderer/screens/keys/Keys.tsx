import { useState, type ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { formatEndpoint, type SshEndpoint } from '../../../engine/model/endpoint.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import { AskDialog } from '../../parts/AskDialog.tsx';
import { Button } from '../../parts/Button.tsx';
import { CopyButton } from '../../parts/CopyLine.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Empty, Page } from '../../parts/Page.tsx';
import { usePlace } from '../../state/place.ts';
import { useLive } from '../../state/use-live.ts';
import { useAction, useReply } from '../../state/use-reply.ts';
import { Fingerprint } from '../set-up/HostKeyCard.tsx';
import { ProblemNote } from '../set-up/ProblemNote.tsx';
import { plainEndpoint } from '../set-up/setup-words.ts';
import { isUnderWay } from '../set-up/steps.ts';
import { KeyCard } from './KeyCard.tsx';
import { keyGroups, type KeyGroup } from './key-groups.ts';
import { KEYS } from './words.ts';
import '../set-up/set-up.css';
import './keys.css';

export function Keys(): ReactNode {
  const { snapshot, setups } = useLive();
  const pairs = snapshot?.pairs ?? [];
  // A set-up that ends has changed keys.
  const keys = useReply(
    'keys.list',
    undefined,
    setups.map(({ pairId, state }) => `${pairId} ${state}`).join(),
  );
  const groups = keys.value === undefined ? [] : keyGroups(keys.value, pairs);
  return (
    <Page title={KEYS.title} sub={KEYS.sub}>
      {keys.problem !== undefined && (
        <ProblemNote problem={keys.problem} remedies={{ 'try-again': keys.again }} />
      )}
      {keys.value === undefined && keys.problem === undefined && <p className="status">{KEYS.loading}</p>}
      {keys.value?.length === 0 && <NoKeys />}
      {groups.map((group) => (
        <PairKeys
          key={group.pairId}
          group={group}
          isBusy={setups.some((setup) => setup.pairId === group.pairId && isUnderWay(setup))}
        />
      ))}
      <Pins pairs={pairs} />
    </Page>
  );
}

function NoKeys(): ReactNode {
  const { go } = usePlace();
  return (
    <Empty
      title={KEYS.emptyTitle}
      action={
        <Button kind="primary" onPress={() => go({ screen: 'set-up' })}>
          {KEYS.newSpare}
        </Button>
      }
    >
      {KEYS.empty}
    </Empty>
  );
}

function PairKeys({ group, isBusy }: { readonly group: KeyGroup; readonly isBusy: boolean }): ReactNode {
  const { pairId, name, keys } = group;
  const { go } = usePlace();
  const [isAsking, setAsking] = useState(false);
  const begin = useAction('setup.begin', () => go({ screen: 'set-up', pairId }));
  const isStopped = isBusy || begin.isRunning;
  return (
    <Group title={name ?? KEYS.removed} {...(name === undefined && { note: KEYS.removedNote })}>
      {keys.map((status) => (
        <KeyCard key={status.key.id} status={status} />
      ))}
      {name !== undefined && (
        <div className="key-foot">
          <Button
            aria-label={KEYS.rotateOf(name)}
            isDisabled={isStopped}
            onPress={() => begin.run({ pairId, kind: 'rotate' })}
          >
            {KEYS.rotate}
          </Button>
          <Button
            kind="danger"
            aria-label={KEYS.revokeOf(name)}
            isDisabled={isStopped}
            onPress={() => setAsking(true)}
          >
            {KEYS.revoke}
          </Button>
          <AskDialog
            isOpen={isAsking}
            title={KEYS.revokeTitle(name)}
            action={KEYS.revokeAction}
            isDangerous
            onAction={() => begin.run({ pairId, kind: 'revoke' })}
            onClose={() => setAsking(false)}
          >
            <p>{KEYS.revokeText}</p>
          </AskDialog>
        </div>
      )}
      {begin.problem !== undefined && <ProblemNote problem={begin.problem} pairName={name} />}
    </Group>
  );
}

interface Pinned {
  readonly id: PairId;
  readonly name: string;
  readonly standby: SshEndpoint;
}

/** Which machines are believed, by what. */
function Pins({ pairs }: { readonly pairs: readonly PairView[] }): ReactNode {
  const { go } = usePlace();
  const pinned = pairs.flatMap(({ pair: { id, name, standby } }): Pinned[] =>
    standby.kind === 'ssh' ? [{ id, name, standby }] : [],
  );
  if (pinned.length === 0) return null;
  return (
    <Group title={KEYS.pins} note={KEYS.pinsNote}>
      {pinned.map(({ id, name, standby }) => (
        <Row
          key={id}
          title={
            <bdi>
              {name}, {plainEndpoint(formatEndpoint(standby))}
            </bdi>
          }
          detail={<Fingerprint pin={standby.hostKey} />}
          end={
            <>
              <CopyButton label={KEYS.copyPin(name)} text={standby.hostKey} />
              <Button
                aria-label={KEYS.replaceOf(name)}
                onPress={() => go({ screen: 'set-up', pairId: id, step: 'host-key' })}
              >
                {KEYS.replace}
              </Button>
            </>
          }
        />
      ))}
    </Group>
  );
}
