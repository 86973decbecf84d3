import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  CircleX,
  LoaderCircle,
} from 'lucide-react';
import type { ReactNode } from 'react';

export type MarkState = 'good' | 'warn' | 'bad' | 'unknown' | 'busy' | 'idle' | 'paused';

const PICTURES = {
  good: CircleCheck,
  warn: CircleAlert,
  bad: CircleX,
  unknown: CircleHelp,
  busy: LoaderCircle,
  idle: CircleDashed,
  paused: CirclePause,
} as const;

/** A state by its shape as much as by its colour. `label` is read aloud; without it the text beside it says the same. */
export function Mark({ state, label }: { readonly state: MarkState; readonly label?: string }): ReactNode {
  const Picture = PICTURES[state];
  const named = label === undefined ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': label };
  return (
    <span className={`mark ${state}`} {...named}>
      <Picture size="1.2em" strokeWidth={2} />
    </span>
  );
}
