import type { ReactNode } from 'react';
import type { KnownHint } from '../../../engine/api/engine.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { Mark } from '../../parts/Mark.tsx';
import { groupsOf } from './fingerprint.ts';
import { HOST_KEY } from './words.ts';

/** In groups that can be read aloud; copied, it is one piece. */
export function Fingerprint({ pin }: { readonly pin: string }): ReactNode {
  return (
    <code className="fingerprint">
      {groupsOf(printable(pin)).map((group, at) => (
        <span key={at}>{group}</span>
      ))}
    </code>
  );
}

/** A key as text and as OpenSSH's picture, and what the person's own files say of it. */
export function HostKeyCard({
  type,
  pin,
  randomart,
  yours,
}: {
  readonly type: string;
  readonly pin: string;
  readonly randomart: string;
  readonly yours: KnownHint;
}): ReactNode {
  return (
    <div className="panel host-key">
      <pre role="img" aria-label={HOST_KEY.picture(pin)}>
        {randomart.split('\n').map(printable).join('\n')}
      </pre>
      <div className="what">
        <p className="label">
          {HOST_KEY.fingerprint} ({printable(type)})
        </p>
        <p>
          <Fingerprint pin={pin} />
        </p>
        <p className="hint">
          <Mark state={yours === 'same' ? 'good' : yours === 'other' ? 'warn' : 'idle'} />
          <span>{HOST_KEY.yours(yours)}</span>
        </p>
      </div>
    </div>
  );
}
