import { ProgressBar } from 'react-aria-components';
import type { ReactNode } from 'react';

/** `fraction` from 0 to 1; `undefined`: nobody knows yet how much it will be. */
export function Bar({
  label,
  fraction,
}: {
  readonly label: string;
  readonly fraction: number | undefined;
}): ReactNode {
  const isUnknown = fraction === undefined;
  return (
    <ProgressBar
      aria-label={label}
      value={isUnknown ? 0 : Math.round(fraction * 100)}
      isIndeterminate={isUnknown}
      className={isUnknown ? 'bar unknown' : 'bar'}
    >
      <i style={isUnknown ? undefined : { width: `${String(fraction * 100)}%` }} />
    </ProgressBar>
  );
}
