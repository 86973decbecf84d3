import { z } from 'zod';
import { NO_FAILOVER_SETTINGS } from '../model/failover.ts';
import { COPIES_ONLY, UNSCHEDULED } from '../model/pair.ts';
import { err, ok, type Result } from '../model/result.ts';

/** One step between two forms of `config.json`. `migrate` gets the whole document and returns it with the new version. */
export interface Migration {
  readonly from: number;
  readonly to: number;
  readonly migrate: (value: unknown) => unknown;
}

/** The form that `Config` describes. */
export const CURRENT_VERSION = 4;

/** In order. Version 1 was the first. */
export const MIGRATIONS: readonly Migration[] = [
  { from: 1, to: 2, migrate: withoutSchedules },
  { from: 2, to: 3, migrate: copyingOnly },
  { from: 3, to: 4, migrate: unprepared },
];

export type MigrationFailure =
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'unreadable'; readonly text: string };

/** Brings a document to the current version; `from` is the version that it had. Checks nothing but the version. */
export function migrate(
  value: unknown,
  migrations: readonly Migration[],
): Result<{ readonly value: unknown; readonly from: number }, MigrationFailure> {
  const from = versionOf(value);
  if (from === undefined) return unreadable('version: expected a whole number');
  if (from > CURRENT_VERSION) return err({ kind: 'newer', version: from });
  let migrated = value;
  for (let version = from; version < CURRENT_VERSION;) {
    const step = migrations.find((migration) => migration.from === version);
    if (step === undefined)
      return unreadable(`version: expected ${String(CURRENT_VERSION)}, found ${String(version)}`);
    try {
      migrated = step.migrate(migrated);
    } catch (error) {
      return unreadable(
        `version ${String(version)} could not be read: ${error instanceof Error ? error.message : 'no reason'}`,
      );
    }
    version = step.to;
  }
  return ok({ value: migrated, from });
}

const Pairs = z.looseObject({ pairs: z.array(z.looseObject({})) });

/** Version 2 gave every pair a schedule: those that there are go on by hand. */
function withoutSchedules(value: unknown): unknown {
  const document = Pairs.parse(value);
  return { ...document, version: 2, pairs: document.pairs.map((pair) => ({ ...UNSCHEDULED, ...pair })) };
}

/** Version 3 gave every pair commands, limits of bandwidth and waking: those that there are have none. */
function copyingOnly(value: unknown): unknown {
  const document = Pairs.parse(value);
  return { ...document, version: 3, pairs: document.pairs.map((pair) => ({ ...COPIES_ONLY, ...pair })) };
}

/** Version 4 gave every pair settings of its failover: about those that there are nobody said anything. */
function unprepared(value: unknown): unknown {
  const document = Pairs.parse(value);
  const pairs = document.pairs.map((pair) => ({ failover: NO_FAILOVER_SETTINGS, ...pair }));
  return { ...document, version: 4, pairs };
}

function unreadable(text: string): Result<never, MigrationFailure> {
  return err({ kind: 'unreadable', text });
}

function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value)) return undefined;
  return Number.isSafeInteger(value.version) ? (value.version as number) : undefined;
}
