import type { ChangeSource } from '../model/changed-paths.ts';
import type { ChangeQuery, FolderPage, FolderQuery, FoundChanges, RunFilter } from '../model/browse.ts';
import type { SshAddress } from '../model/endpoint.ts';
import type { HostFacts } from '../model/facts.ts';
import type { PlanId, RunId } from '../model/ids.ts';
import type { LocalVolume } from '../model/local-volume.ts';
import type { ExportedPair, Pair, PresetName } from '../model/pair.ts';
import type { Loss, PlanRefusal } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { PromotionRecord } from '../model/promotion.ts';
import type { RecoveryHistory } from '../model/recovery-history.ts';
import type { Change, RunRecord, VerifyResult } from '../model/run.ts';
import type { DueRun } from '../model/schedule-state.ts';
import type { DeletionPolicy } from '../model/volume.ts';
import type { PlanNotice } from '../model/notice.ts';
import type { Discovery } from '../model/found-machine.ts';
import type { Failover } from './failover.ts';
import type { DiscoverOptions } from './discover.ts';
import type { LeftOutDraft, LeftOutOptions, LeftOutReport } from './left-out.ts';
import type { PairChange } from './pair-change.ts';
import type { RunEvent } from './events.ts';
import type { Promotions } from './promotion.ts';
import type { Keys, ScriptOptions, SetupOptions, SetupReport, SetupScript } from './setup.ts';

/** What a host (the command line, the app) can ask of the engine. Everything rejects with `EngineError` or is a bug. */
export interface Engine {
  readonly pairs: Pairs;
  /** Looks for machines of the local network that offer ssh, by Bonjour. Nothing of it is proved: see `FoundMachine`. */
  readonly discover: (options?: DiscoverOptions) => Promise<Discovery>;
  /** What of this machine somebody may want to copy: the system first, then other disks, then people's folders. */
  readonly localVolumes: () => Promise<readonly LocalVolume[]>;
  /** The keys that an ssh server shows to whoever asks, best family first. Nobody signs in. */
  readonly showHostKeys: (address: SshAddress) => Promise<readonly ShownHostKey[]>;
  /** Probes both ends; problems of an end are in the report. Changes nothing unless `acceptVolumes` asks for it. */
  readonly check: (name: string, options?: CheckOptions) => Promise<CheckReport>;
  /**
   * What the patterns of a pair, or others that are tried, leave out on the primary: asked of the rsync there, which reads every
   * folder's entries and no file. Changes nothing.
   */
  readonly leftOut: (what: string | LeftOutDraft, options?: LeftOutOptions) => Promise<LeftOutReport>;
  readonly sync: (name: string, options: SyncOptions) => Promise<RunRecord>;
  readonly verify: (name: string, options: VerifyOptions) => Promise<RunRecord>;
  /** From a first password to a proved key that can do nothing else than this pair needs. Can be done again at any time. */
  readonly setup: (name: string, options: SetupOptions) => Promise<SetupReport>;
  /** What the standby's administrator can run there instead of letting anybody sign in. Reaches no other machine. */
  readonly setupScript: (name: string, options: ScriptOptions) => Promise<SetupScript>;
  readonly keys: Keys;
  readonly failover: Failover;
  /** One row a pair, in the order of the configuration. */
  readonly status: (name?: string) => Promise<readonly PairStatus[]>;
  readonly history: History;
  readonly promotion: Promotions;
}

export interface Pairs {
  readonly list: () => Promise<readonly Pair[]>;
  readonly get: (name: string) => Promise<Pair>;
  /** Checks every field and the name's uniqueness, then stores. Touches neither machine. */
  readonly add: (draft: PairDraft) => Promise<Pair>;
  /**
   * Checks as `add` does, then stores all of it or nothing. Rejects with `pair.busy` while a run is under way, unless only the
   * name and the schedule change. Touches neither machine: a standby with a guard refuses destinations that it does not know (`setup.outdated`).
   */
  readonly change: (name: string, change: PairChange) => Promise<Pair>;
  /** Takes the pair out of the configuration. History and everything on the standby stay. */
  readonly remove: (name: string) => Promise<Pair>;
  /** The pair without anything that belongs to this machine alone, as a file for `import`. */
  readonly export: (name: string) => Promise<ExportedPair>;
  /** Adds a pair from what `export` gave; a taken name is refused, or replaced by `name`. */
  readonly import: (content: unknown, name?: string) => Promise<Pair>;
}

/** What `pair add` gathers. Paths and patterns as typed; the engine validates. */
export interface PairDraft {
  readonly name: string;
  readonly primary: Pair['primary'];
  readonly standby: Pair['standby'];
  readonly volumes: readonly {
    readonly source: string;
    readonly destination: string;
    readonly role?: 'system' | 'data';
  }[];
  readonly deletion: DeletionPolicy;
  readonly preset: PresetName;
  readonly excludes: readonly string[];
  /** Default: `primary` when both ends are ssh, else `local`. */
  readonly driver?: Pair['driver'];
  /** Default: by hand. */
  readonly schedule?: Pair['schedule'];
  readonly conditions?: Pair['conditions'];
  readonly commands?: Pair['commands'];
  readonly bandwidth?: Pair['bandwidth'];
  readonly wake?: boolean;
  readonly failover?: Pair['failover'];
}

export interface ShownHostKey {
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, `rsa-sha2-512`, … */
  readonly type: string;
  readonly pin: string;
  /** OpenSSH's picture of it, eleven lines. */
  readonly randomart: string;
  readonly yours: KnownHint;
}

/** What the person's own known_hosts says of a key: this very one, another one, or nothing about that host. */
export type KnownHint = 'same' | 'other' | undefined;

export interface CheckOptions {
  /** Take the volumes as they are now mounted for the right ones, after a disk was replaced on purpose. */
  readonly acceptVolumes?: boolean;
  readonly signal?: AbortSignal;
}

export interface CheckReport {
  readonly pair: Pair;
  readonly primary: EndReport;
  readonly standby: EndReport;
  /** What a sync would be refused for now; empty when it would start. */
  readonly refusals: readonly PlanRefusal[];
  readonly losses: readonly Loss[];
  readonly notices: readonly PlanNotice[];
}

export type EndReport =
  | { readonly state: 'reached'; readonly facts: HostFacts }
  | { readonly state: 'failed'; readonly problem: Problem };

export interface SyncOptions {
  readonly mode: 'preview' | 'sync';
  /** Compare contents, not sizes and times: reads everything on both sides, and mends what a verify found. */
  readonly contents?: boolean;
  /** Run exactly this plan, although it passes a limit. */
  readonly approve?: PlanId;
  /** The pair's schedule asks for it. */
  readonly due?: DueRun;
  /** What is known to have changed. `only`: nothing else is looked at, unless something speaks against that. */
  readonly changes?: { readonly source: ChangeSource; readonly only: boolean };
  readonly onEvent?: (event: RunEvent) => void;
  /** Aborting cancels: SIGTERM, then SIGKILL. The promise still resolves, with outcome `cancelled`. */
  readonly signal?: AbortSignal;
}

export interface VerifyOptions {
  readonly scope: VerifyResult['scope'];
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

export interface PairStatus {
  readonly pair: Pair;
  /** The newest moment that the whole standby is from, ISO 8601; `undefined`: there is none. */
  readonly recoveryPoint: string | undefined;
  readonly lastRun: RunRecord | undefined;
  readonly lastVerify: RunRecord | undefined;
  /** A run of this pair that is going on now, in whatever process. */
  readonly running: RunRecord | undefined;
  /** What is known here of the standby's role; without it, it was never promoted as far as is known. */
  readonly promotion?: PromotionRecord;
}

export interface History {
  /** Newest first. */
  readonly list: (
    options?: Omit<RunFilter, 'pairId'> & { readonly pair?: string },
  ) => Promise<readonly RunRecord[]>;
  /** `id` may be cut short as long as it is the only one, or `last`. */
  readonly get: (id: string) => Promise<RunRecord>;
  /** Read from the disk as they are asked for; never all at once in memory. */
  readonly changes: (
    id: RunId,
    page?: { readonly offset: number; readonly limit: number },
  ) => AsyncIterable<Change>;
  readonly log: (id: RunId) => AsyncIterable<string>;
  /**
   * One folder of a run's changes. The first question about a run takes as long as reading all of them (seconds for a million),
   * those after it next to nothing.
   */
  readonly folder: (id: RunId, query?: FolderQuery) => Promise<FolderPage>;
  /** Changes by a part of their path. */
  readonly search: (id: RunId, query: ChangeQuery) => Promise<FoundChanges>;
  /** How old a pair's copy was over time, and what its runs took: of the last 30 days unless told. */
  readonly measure: (pair: string, options?: { readonly windowMs?: number }) => Promise<RecoveryHistory>;
  /** All runs of a pair, or all changes of a run, as text in pieces. In CSV, text that looks like a formula has an apostrophe in front. */
  readonly export: (
    what: { readonly pair: string } | { readonly run: RunId },
    format: ExportFormat,
  ) => AsyncIterable<string>;
}

export type ExportFormat = 'csv' | 'json';
