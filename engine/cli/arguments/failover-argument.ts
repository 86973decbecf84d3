import { MOST_DATABASES, type FailoverSettings, type Strategy } from '../../model/failover.ts';
import { printable } from '../../model/path-text.ts';
import { VolumePath } from '../../model/volume.ts';
import { UsageError } from '../usage-error.ts';

export interface FailoverOptions {
  readonly strategy?: Strategy | 'auto';
  readonly failoverNotes?: string;
  readonly sharedAddress?: string;
  readonly drillDatabase?: readonly string[];
}

/** The settings with what the options change; `undefined`: they change nothing. */
export function parseFailoverArguments(
  before: FailoverSettings,
  { strategy, failoverNotes, sharedAddress, drillDatabase }: FailoverOptions,
): FailoverSettings | undefined {
  const given = [strategy, failoverNotes, sharedAddress, drillDatabase];
  if (given.every((each) => each === undefined)) return undefined;
  const { strategy: oldStrategy, sharedAddress: oldAddress, databases: oldDatabases, ...rest } = before;
  const wish = strategy ?? oldStrategy;
  const address = sharedAddress ?? oldAddress;
  const databases = drillDatabase === undefined ? oldDatabases : parseDatabases(drillDatabase);
  return {
    ...rest,
    notes: failoverNotes ?? before.notes,
    ...(wish !== undefined && wish !== 'auto' && { strategy: wish }),
    ...(address !== undefined && address !== 'none' && { sharedAddress: address }),
    ...(databases !== undefined && { databases }),
  };
}

/** `none` alone: no database. */
function parseDatabases(typed: readonly string[]): string[] | undefined {
  if (typed.length === 1 && typed[0] === 'none') return undefined;
  if (typed.length > MOST_DATABASES)
    throw new UsageError(`a drill opens ${String(MOST_DATABASES)} databases at the most`);
  return typed.map((text) => {
    const path = VolumePath.safeParse(text);
    if (path.success) return path.data;
    throw new UsageError(
      `--drill-database is "${printable(text)}", and must be where the database lies on the primary, like /Users/shop/orders.db, or none`,
    );
  });
}
