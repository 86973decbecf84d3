import { z } from 'zod';
import { VolumePath } from './volume.ts';

/**
 * How a standby takes over. `boot`: it restarts from the cloned system. `promote`: it keeps its own macOS and takes name, address,
 * shares and services. `serve`: shares and services from the copied data, on another system than macOS.
 */
export const Strategy = z.enum(['boot', 'promote', 'serve']);
export type Strategy = z.infer<typeof Strategy>;

/** That the clone was seen to boot on the standby. Another macOS on either side, and nothing is proved any more. */
export const BootProof = z.object({
  /** ISO 8601, UTC. */
  at: z.string(),
  /** The builds, of the clone and of the standby's own system; empty: it could not be told. */
  cloneBuild: z.string(),
  standbyBuild: z.string(),
});
export type BootProof = z.infer<typeof BootProof>;

export const MOST_DATABASES = 20;

/** What a person said about a pair's failover. */
export const FailoverSettings = z.object({
  /** Instead of what the facts say. */
  strategy: z.exactOptional(Strategy),
  /** Whom to call, and what else whoever stands before the standby should know. Goes into the runbook as it is. */
  notes: z.string().max(10_000),
  /** The address that people reach the primary by, where that is another than the one it has. */
  sharedAddress: z.exactOptional(z.string()),
  bootProof: z.exactOptional(BootProof),
  /** Databases that a drill opens in the copy: where they lie on the primary. */
  databases: z.exactOptional(z.array(VolumePath).min(1).max(MOST_DATABASES)),
});
export type FailoverSettings = z.infer<typeof FailoverSettings>;

/** What a pair has about whose failover nobody said anything. */
export const NO_FAILOVER_SETTINGS: FailoverSettings = { notes: '' };

/** Which strategy a pair has, and why. */
export interface ChosenStrategy {
  readonly strategy: Strategy;
  readonly reason: StrategyReason;
  /** What a person chose is not what the facts speak for. */
  readonly against?: StrategyReason;
  /** What a person chose and no such machine does, so that it is not followed; `reason` says why. */
  readonly refused?: Strategy;
}

export type StrategyReason =
  /** Nobody has looked at the machines yet. */
  | 'not-surveyed'
  | 'chosen'
  | 'proved'
  /** The standby runs another system than macOS. */
  | 'standby-no-mac'
  /** The primary does: there is no macOS to boot. */
  | 'primary-no-mac'
  /** No volume of the pair is a whole system that lies on a disk of its own, from which a Mac could start. */
  | 'no-system-volume'
  | 'apple-silicon'
  /** macOS 10.15 and later: its system volume cannot be copied file by file. */
  | 'system-split'
  /** PowerPC and Intel do not boot each other's system, and a Mac with a T2 chip none before the first that knew the chip. */
  | 'other-hardware'
  | 'file-copy-boots';
