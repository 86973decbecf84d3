import type { ReactNode } from 'react';
import type { KeyStatus } from '../../../engine/api/setup.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { absoluteTime, relativeTime } from '../../../engine/text/relative-time.ts';
import { Mark } from '../../parts/Mark.tsx';
import { useNow } from '../../state/use-live.ts';
import { Fingerprint } from '../set-up/HostKeyCard.tsx';
import { plainEndpoint } from '../set-up/setup-words.ts';
import { KEYS, MAY_DO_WORDS, SEALED_WORDS, STATE_WORDS } from './words.ts';

/** One key: where it opens, what it may do there, and when it last did. */
export function KeyCard({ status: { key, lastUsedAt } }: { readonly status: KeyStatus }): ReactNode {
  const state = STATE_WORDS[key.state];
  return (
    <div className="key-card">
      <p className="hint">
        <Mark state={state.mark} />
        <span>
          <b>{KEYS.machine[key.role]}</b>
          <br />
          <small>{state.text}</small>
        </span>
      </p>
      <p>
        <Fingerprint pin={key.fingerprint} />
      </p>
      <dl>
        <dt>{KEYS.installed}</dt>
        <dd>
          {key.installs.length === 0 && KEYS.nowhere}
          {key.installs.map(({ endpoint, authorizedKeysFile, from }) => (
            <span className="line selectable" key={`${endpoint} ${authorizedKeysFile}`}>
              {plainEndpoint(endpoint)}, {printable(authorizedKeysFile)}
              {from !== undefined && `, ${KEYS.only(printable(from))}`}
            </span>
          ))}
        </dd>
        <dt>{KEYS.mayDo}</dt>
        <dd>{MAY_DO_WORDS[key.role]}</dd>
        <dt>{KEYS.sealed}</dt>
        <dd>{SEALED_WORDS[key.sealedBy]}</dd>
        <dt>{KEYS.lastUsed}</dt>
        <dd>
          <Moment iso={lastUsedAt} />
        </dd>
        <dt>{KEYS.made}</dt>
        <dd>
          <Moment iso={key.createdAt} />
        </dd>
      </dl>
    </div>
  );
}

function Moment({ iso }: { readonly iso: string | undefined }): ReactNode {
  const context = { now: useNow(60_000), timeZone: undefined };
  if (iso === undefined) return KEYS.never;
  return (
    <time dateTime={iso} title={absoluteTime(iso, context)}>
      {relativeTime(iso, context)}
    </time>
  );
}
