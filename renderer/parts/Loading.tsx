import type { ReactNode } from 'react';
import type { Asked } from '../state/use-reply.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { Failed, type FailedProps } from './Failed.tsx';

/** In the place of what is being asked for. Shows after a moment only, so that nothing flickers. */
export function Loading({ label = SHARED_WORDS.loading }: { readonly label?: string }): ReactNode {
  return (
    <p className="loading" role="status">
      {label}
    </p>
  );
}

export interface AskedViewProps<T> extends Pick<FailedProps, 'title' | 'pair'> {
  readonly asked: Asked<T>;
  readonly children: (value: T) => ReactNode;
}

/** What was answered; until then that it is being asked for, or why there is no answer. */
export function AskedView<T>({ asked, children, ...failed }: AskedViewProps<T>): ReactNode {
  // An older answer is better than none, unless asking again has failed.
  if (asked.state === 'failed') return <Failed {...failed} problem={asked.problem} again={asked.again} />;
  if (asked.value === undefined && asked.state === 'loading') return <Loading />;
  return children(asked.value as T);
}
