import type { ReactNode } from 'react';
import { absoluteTime, relativeTime } from '../../engine/text/relative-time.ts';
import { useNow } from '../state/use-live.ts';

/** A moment, ISO 8601: relative at a glance, absolute for whoever rests the pointer on it. */
export function Time({ at }: { readonly at: string }): ReactNode {
  const now = useNow(10_000);
  return (
    <time dateTime={at} title={absoluteTime(at, { timeZone: undefined })}>
      {relativeTime(at, { now, timeZone: undefined })}
    </time>
  );
}
