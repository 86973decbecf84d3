import { z } from 'zod';
import { AlertSettings } from '../model/alert-settings.ts';
import { BandwidthRules } from '../model/bandwidth.ts';
import { Endpoint, HostKeyPin, SshEndpoint } from '../model/endpoint.ts';
import { FailoverSettings } from '../model/failover.ts';
import { PairId, PairName, PlanId, RunId, VolumeId } from '../model/ids.ts';
import { KeySources } from '../model/key.ts';
import { PresetName } from '../model/pair.ts';
import { RunCommands } from '../model/run-command.ts';
import { ScheduleConditions } from '../model/schedule-conditions.ts';
import { Schedule } from '../model/schedule.ts';
import { Secret } from '../model/secret.ts';
import { DeletionPolicy } from '../model/volume.ts';

/*
 * What a client may hand over, bounded in size: a client is never trusted. Paths and patterns come as typed; whether a pair
 * can be stored is the engine's to say, in words.
 */
const Text = z.string().max(4_096);
const Path = z.string().min(1).max(4_096);
const Count = z.number().int().min(0).max(1_000_000_000);
export const Moment = z.iso.datetime();

/** Made by the client, to name a piece of work that tells of its progress or is called off. */
export const Token = z.string().regex(/^[a-z0-9-]{1,40}$/);
export type Token = z.infer<typeof Token>;

export const OfPair = z.strictObject({ pairId: PairId });
/** Where the primary is looked for instead of its name; never an option of the tools that look. */
const LookAddress = z.string().regex(/^[A-Za-z0-9:][A-Za-z0-9.:_%-]{0,252}$/);
export const PromotionPlanInput = z.strictObject({ pairId: PairId, address: z.exactOptional(LookAddress) });
export const PromoteInput = z.strictObject({
  pairId: PairId,
  primaryIsOff: z.exactOptional(Text),
  address: z.exactOptional(LookAddress),
});
export const UndoPromotionInput = z.strictObject({
  pairId: PairId,
  changesAreLost: z.exactOptional(z.boolean()),
});
export const FinishFailBackInput = z.strictObject({
  pairId: PairId,
  servicesAreStopped: z.exactOptional(z.boolean()),
});

export const OfRun = z.strictObject({ runId: RunId });

const Role = z.enum(['system', 'data']);
const Excludes = z.array(Text.min(1)).max(1_000);
const Driver = z.enum(['local', 'primary']);

export const PairDraftInput = z.strictObject({
  name: Text,
  primary: Endpoint,
  standby: Endpoint,
  volumes: z.array(z.strictObject({ source: Path, destination: Path, role: z.exactOptional(Role) })).max(200),
  deletion: DeletionPolicy,
  preset: PresetName,
  excludes: Excludes,
  driver: z.exactOptional(Driver),
  schedule: z.exactOptional(Schedule),
  conditions: z.exactOptional(ScheduleConditions),
  commands: z.exactOptional(RunCommands),
  bandwidth: z.exactOptional(BandwidthRules),
  wake: z.exactOptional(z.boolean()),
  failover: z.exactOptional(FailoverSettings),
});

export const PairChangeInput = z.strictObject({
  pairId: PairId,
  change: z.strictObject({
    name: z.exactOptional(Text),
    primary: z.exactOptional(Endpoint),
    standby: z.exactOptional(Endpoint),
    driver: z.exactOptional(Driver),
    volumes: z.exactOptional(
      z
        .array(
          z.strictObject({
            id: z.exactOptional(VolumeId),
            source: Path,
            destination: Path,
            role: z.exactOptional(Role),
            deletion: z.exactOptional(DeletionPolicy),
          }),
        )
        .max(200),
    ),
    deletion: z.exactOptional(DeletionPolicy),
    preset: z.exactOptional(PresetName),
    excludes: z.exactOptional(Excludes),
    schedule: z.exactOptional(Schedule),
    conditions: z.exactOptional(ScheduleConditions),
    commands: z.exactOptional(RunCommands),
    bandwidth: z.exactOptional(BandwidthRules),
    wake: z.exactOptional(z.boolean()),
    failover: z.exactOptional(FailoverSettings),
  }),
});

export const RunStart = z.strictObject({
  pairId: PairId,
  mode: z.enum(['preview', 'sync', 'verify']),
  approve: z.exactOptional(PlanId),
  contents: z.exactOptional(z.boolean()),
  /** Of a verify; a sample of a thousand files unless told. */
  scope: z.exactOptional(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('full') }),
      z.strictObject({ kind: z.literal('sample'), files: Count.min(1) }),
    ]),
  ),
});

export const LeftOutInput = z.strictObject({
  token: Token,
  pairId: z.exactOptional(PairId),
  source: z.exactOptional(Path),
  preset: PresetName,
  excludes: Excludes,
});

const Outcome = z.enum(['succeeded', 'partial', 'failed', 'cancelled', 'held', 'refused', 'running']);
export const HistoryInput = z.strictObject({
  pairId: z.exactOptional(PairId),
  modes: z.exactOptional(z.array(z.enum(['preview', 'sync', 'verify'])).max(3)),
  outcomes: z.exactOptional(z.array(Outcome).max(7)),
  since: z.exactOptional(Moment),
  until: z.exactOptional(Moment),
  before: z.exactOptional(RunId),
  limit: z.number().int().min(1).max(500),
});

const Page = { offset: z.exactOptional(Count), limit: z.exactOptional(z.number().int().min(1).max(1_000)) };
export const FolderInput = z.strictObject({
  runId: RunId,
  volumeId: z.exactOptional(VolumeId),
  path: z.exactOptional(Text),
  ...Page,
});
export const ChangeSearch = z.strictObject({
  runId: RunId,
  text: Text,
  kinds: z.exactOptional(z.array(z.enum(['created', 'updated', 'attributes', 'deleted'])).max(4)),
  volumeId: z.exactOptional(VolumeId),
  ...Page,
});
export const LogInput = z.strictObject({
  runId: RunId,
  fromLine: Count,
  limit: z.number().int().min(1).max(2_000),
});

export const SshAddressInput = SshEndpoint.pick({ user: true, host: true, port: true }).strict();

export const SetupKind = z.enum(['set-up', 'rotate', 'revoke']);
export type SetupKind = z.infer<typeof SetupKind>;
export const SetupBegin = z.strictObject({
  pairId: PairId,
  kind: SetupKind,
  hostKey: z.exactOptional(HostKeyPin),
  from: z.exactOptional(KeySources),
  unattended: z.exactOptional(z.boolean()),
  asRootHere: z.exactOptional(z.boolean()),
});

/** A password is wrapped on arrival: from there on nothing can print it by mistake. */
const Password = z
  .string()
  .min(1)
  .max(1_024)
  .transform((text) => new Secret(text));

export const SetupAnswer = z.strictObject({
  pairId: PairId,
  /** The one that was asked; an answer to another one is too late. */
  question: z.number().int().min(1),
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('yes') }),
    z.strictObject({ kind: z.literal('no') }),
    z.strictObject({ kind: z.literal('by-hand') }),
    z.strictObject({ kind: z.literal('password'), user: z.string().min(1).max(64), password: Password }),
  ]),
});
export type SetupAnswer = z.infer<typeof SetupAnswer>;

export const AlertsChange = z.strictObject({
  settings: AlertSettings,
  secrets: z.exactOptional(
    z.strictObject({
      mailPassword: z.exactOptional(Password),
      webhookSecret: z.exactOptional(Password),
    }),
  ),
});
export const AlertTest = z.strictObject({ channel: z.enum(['mail', 'webhook', 'all']) });

export const ScriptInput = z.strictObject({
  pairId: PairId,
  from: z.exactOptional(KeySources),
  unattended: z.exactOptional(z.boolean()),
});

/** `pdf` is of the size that the paper has. */
export const RunbookFile = z.strictObject({
  pairId: PairId,
  format: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['html', 'md', 'txt', 'json']) }),
    z.strictObject({ kind: z.literal('pdf'), paper: z.enum(['A4', 'Letter']) }),
  ]),
});

export const ImportInput = z.strictObject({ content: z.unknown(), name: z.exactOptional(PairName) });
export const ExportInput = z.strictObject({
  what: z.union([z.strictObject({ pairId: PairId }), z.strictObject({ runId: RunId })]),
  format: z.enum(['csv', 'json']),
});
