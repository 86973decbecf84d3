import { useEffect, useState, type ReactNode } from 'react';
import type { ShownHostKey } from '../../../engine/api/engine.ts';
import type { SshAddress } from '../../../engine/model/endpoint.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { Check } from '../../parts/Check.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { More } from '../../parts/More.tsx';
import { useAction } from '../../state/use-reply.ts';
import { CompareField } from './CompareField.tsx';
import { compareFingerprint } from './fingerprint.ts';
import { Fingerprint, HostKeyCard } from './HostKeyCard.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { StepPage } from './StepPage.tsx';
import { HOST_KEY, STEP_TITLES } from './words.ts';

export interface HostKeyPageProps {
  readonly address: SshAddress;
  /** Of this address, when they were just shown. */
  readonly known: readonly ShownHostKey[] | undefined;
  /** The one that was vouched for before. */
  readonly pinned: string | undefined;
  readonly onYes: (pin: string) => void;
  readonly onNo: () => void;
}

export function HostKeyPage({ address, known, pinned, onYes, onNo }: HostKeyPageProps): ReactNode {
  const [asked, setAsked] = useState(known);
  const show = useAction('host-keys.show', setAsked);
  const keys = known ?? asked;
  const look = (): void => show.run(address);
  useEffect(() => {
    if (known === undefined) look();
  }, []);
  if (keys?.[0] === undefined)
    return (
      <StepPage
        title={STEP_TITLES['host-key']}
        lead={HOST_KEY.lead(printable(address.host))}
        onBack={onNo}
        status={show.isRunning ? HOST_KEY.reading : undefined}
      >
        {show.problem !== undefined && (
          <ProblemNote problem={show.problem} remedies={{ 'try-again': look }} />
        )}
      </StepPage>
    );
  return <Decide address={address} keys={keys} best={keys[0]} pinned={pinned} onYes={onYes} onNo={onNo} />;
}

function Decide({
  address,
  keys,
  best,
  pinned,
  onYes,
  onNo,
}: Omit<HostKeyPageProps, 'known'> & {
  readonly keys: readonly ShownHostKey[];
  readonly best: ShownHostKey;
}): ReactNode {
  const [text, setText] = useState('');
  const [vouches, setVouches] = useState(false);
  const pins = keys.map(({ pin }) => pin);
  const compared = compareFingerprint(text, pins);
  const matched = compared.state === 'same' ? compared.pin : undefined;
  const isPinned = pinned !== undefined && pins.includes(pinned);
  const isStop = pinned !== undefined && !isPinned;
  const chosen = keys.find(({ pin }) => pin === (matched ?? (isPinned ? pinned : undefined))) ?? best;
  const isWrong = compared.state === 'other' || compared.state === 'unreadable';
  const others = keys.filter(({ pin }) => pin !== chosen.pin);
  return (
    <StepPage
      title={STEP_TITLES['host-key']}
      lead={HOST_KEY.lead(printable(address.host))}
      onNext={() => onYes(chosen.pin)}
      nextLabel={isPinned ? undefined : isStop ? HOST_KEY.trust : HOST_KEY.yes}
      isNextDisabled={isWrong || (isStop && !vouches && matched === undefined)}
      onBack={onNo}
      backLabel={isPinned ? undefined : HOST_KEY.no}
    >
      {isStop && <Changed pinned={pinned} shown={chosen.pin} />}
      {isPinned && (
        <p className="hint">
          <Mark state="good" />
          <span>{HOST_KEY.pinned}</span>
        </p>
      )}
      <HostKeyCard {...chosen} />
      {others.length > 0 && (
        <More title={HOST_KEY.others}>
          {others.map(({ type, pin }) => (
            <p key={pin}>
              {printable(type)} <Fingerprint pin={pin} />
            </p>
          ))}
        </More>
      )}
      <CompareField text={text} compared={compared} onChange={setText} />
      {isStop && (
        <Check isOn={vouches} onChange={setVouches}>
          {HOST_KEY.vouch}
        </Check>
      )}
    </StepPage>
  );
}

/** A stop, with both keys beside each other. */
export function Changed({
  pinned,
  shown,
  first = HOST_KEY.wasPinned,
}: {
  readonly pinned: string;
  readonly shown: string;
  readonly first?: string;
}): ReactNode {
  return (
    <div className="panel problem stop" role="alert">
      <Mark state="bad" />
      <div className="what">
        <p>{HOST_KEY.changed}</p>
        <p>{HOST_KEY.changedMeans}</p>
        <dl className="two-keys">
          <dt>{first}</dt>
          <dd>
            <Fingerprint pin={pinned} />
          </dd>
          <dt>{HOST_KEY.isShown}</dt>
          <dd>
            <Fingerprint pin={shown} />
          </dd>
        </dl>
      </div>
    </div>
  );
}
