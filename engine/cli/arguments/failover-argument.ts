import type { FailoverSettings, Strategy } from '../../model/failover.ts';

export interface FailoverOptions {
  readonly strategy?: Strategy | 'auto';
  readonly failoverNotes?: string;
  readonly sharedAddress?: string;
}

/** The settings with what the options change; `undefined`: they change nothing. */
export function parseFailoverArguments(
  before: FailoverSettings,
  { strategy, failoverNotes, sharedAddress }: FailoverOptions,
): FailoverSettings | undefined {
  if (strategy === undefined && failoverNotes === undefined && sharedAddress === undefined) return undefined;
  const { strategy: oldStrategy, sharedAddress: oldAddress, ...rest } = before;
  const wish = strategy ?? oldStrategy;
  const address = sharedAddress ?? oldAddress;
  return {
    ...rest,
    notes: failoverNotes ?? before.notes,
    ...(wish !== undefined && wish !== 'auto' && { strategy: wish }),
    ...(address !== undefined && address !== 'none' && { sharedAddress: address }),
  };
}
