import { z } from 'zod';
import type { TestedChannel } from '../model/alert-outbox.ts';
import type { FolderPage, FoundChanges } from '../model/browse.ts';
import type { Discovery, FoundMachine } from '../model/found-machine.ts';
import type { PairId, RunId } from '../model/ids.ts';
import type { LocalVolume } from '../model/local-volume.ts';
import type { ExportedPair, Pair } from '../model/pair.ts';
import type { Problem } from '../model/problem.ts';
import type { RecoveryHistory } from '../model/recovery-history.ts';
import type { RunRecord } from '../model/run.ts';
import type { AlertsView } from './alerts.ts';
import type { CheckReport, ShownHostKey } from './engine.ts';
import type { DrillReport } from './drill.ts';
import * as input from './inputs.ts';
import type { ReadinessReport, RunbookReport, SurveyReport } from './failover.ts';
import type { FailBackDone, PromotionPlan, WayBack } from './promotion.ts';
import type { PromotionRecord } from '../model/promotion.ts';
import type { LeftOutReport } from './left-out.ts';
import type { KeyStatus, SetupScript } from './setup.ts';
import type { SetupView } from './setup-view.ts';
import type { LiveEvent, Snapshot } from './snapshot.ts';

/** `Out` is a type only: what a host answers is its own, and not checked again by whoever asked. */
export interface Request<In extends z.ZodType = z.ZodType, Out = unknown> {
  readonly input: In;
  readonly reply?: Out;
}

export function request<In extends z.ZodType>(schema: In): { returns: <Out>() => Request<In, Out> } {
  return { returns: () => ({ input: schema }) };
}

/** Everything a client may ask of the engine, over whatever carries it. Checked where it arrives; the asker is never trusted. */
export const requests = {
  'snapshot.get': request(z.void()).returns<Snapshot>(),

  'pair.add': request(input.PairDraftInput).returns<Pair>(),
  'pair.change': request(input.PairChangeInput).returns<Pair>(),
  'pair.remove': request(input.OfPair).returns<Pair>(),
  'pair.export': request(input.OfPair).returns<ExportedPair>(),
  'pair.import': request(input.ImportInput).returns<Pair>(),
  /** One at a time for each pair; another one of the same pair ends it. */
  'pair.check': request(
    input.OfPair.extend({ acceptVolumes: z.exactOptional(z.boolean()) }),
  ).returns<CheckReport>(),

  'run.start': request(input.RunStart).returns<RunId>(),
  /** Resolves when nothing of the run is left: another one may begin. At once, when it is over or another host's. */
  'run.wait': request(input.OfRun).returns<void>(),
  'run.cancel': request(input.OfPair).returns<void>(),

  /** No run of the pair's schedule until then, or until somebody resumes: what is due meanwhile is caught up once. */
  'schedule.pause': request(input.OfPair.extend({ until: z.exactOptional(input.Moment) })).returns<void>(),
  'schedule.resume': request(input.OfPair).returns<void>(),

  /** Without secrets, and whether they are kept. */
  'alerts.get': request(z.void()).returns<AlertsView>(),
  /** The settings as a whole; a secret that is not given stays where its server stays. */
  'alerts.change': request(input.AlertsChange).returns<void>(),
  /** Sends one at once, and resolves to what became of it on each channel. */
  'alerts.test': request(input.AlertTest).returns<readonly TestedChannel[]>(),

  'volumes.local': request(z.void()).returns<readonly LocalVolume[]>(),
  /** Tells what it finds by `machines.found` meanwhile. */
  'machines.find': request(z.strictObject({ token: input.Token })).returns<Discovery>(),
  'host-keys.show': request(input.SshAddressInput).returns<readonly ShownHostKey[]>(),
  /** Tells how far it is by `left-out.progress`. */
  'left-out.look': request(input.LeftOutInput).returns<LeftOutReport>(),
  /** Calls off what was begun with this token. Fine when it has ended. */
  'work.stop': request(z.strictObject({ token: input.Token })).returns<void>(),

  'history.list': request(input.HistoryInput).returns<readonly RunRecord[]>(),
  'history.get': request(input.OfRun).returns<RunRecord>(),
  'history.folder': request(input.FolderInput).returns<FolderPage>(),
  'history.search': request(input.ChangeSearch).returns<FoundChanges>(),
  'history.measure': request(
    input.OfPair.extend({ days: z.number().int().min(1).max(400) }),
  ).returns<RecoveryHistory>(),
  'history.log': request(input.LogInput).returns<LogPage>(),

  /** From what is known here; asks no machine. */
  'failover.readiness': request(input.OfPair).returns<ReadinessReport>(),
  /** Asks both machines. One at a time for each pair; another one of the same pair ends it. */
  'failover.survey': request(input.OfPair).returns<SurveyReport>(),
  'failover.runbook': request(input.OfPair).returns<RunbookReport>(),
  /** Brings it to the standby now, changed or not. */
  'failover.deliver': request(input.OfPair).returns<RunbookReport>(),
  /** One at a time for each pair. It may go on for an hour: how far it is, the pair's view tells. */
  'failover.drill': request(input.OfPair).returns<DrillReport>(),
  /** Fine when there is none. */
  'failover.stop-drill': request(input.OfPair).returns<void>(),
  /** Somebody saw the clone boot on the standby. */
  'failover.note-boot': request(input.OfPair).returns<Pair>(),

  /** Looks at both machines, and changes nothing. */
  'promotion.plan': request(input.PromotionPlanInput).returns<PromotionPlan>(),
  /** These are answered when all is done; how far they are is in the pair's view, and what is done stays done. */
  'promotion.promote': request(input.PromoteInput).returns<PromotionRecord>(),
  'promotion.undo': request(input.UndoPromotionInput).returns<PromotionRecord>(),
  'promotion.fail-back': request(input.OfPair).returns<WayBack>(),
  'promotion.finish': request(input.FinishFailBackInput).returns<FailBackDone>(),

  'keys.list': request(z.void()).returns<readonly KeyStatus[]>(),
  /** Of all pairs that had one since the host began. */
  'setup.list': request(z.void()).returns<readonly SetupView[]>(),
  'setup.begin': request(input.SetupBegin).returns<SetupView>(),
  'setup.answer': request(input.SetupAnswer).returns<void>(),
  'setup.stop': request(input.OfPair).returns<void>(),
  'setup.script': request(input.ScriptInput).returns<SetupScript>(),
} as const satisfies Record<string, Request>;

export interface LogPage {
  readonly lines: readonly string[];
  /** There is no more. */
  readonly isEnd: boolean;
}

/** What a host tells without being asked. */
export type HostEvent =
  | { readonly type: 'live'; readonly event: LiveEvent }
  | { readonly type: 'setup.changed'; readonly view: SetupView }
  /** Something of what `alerts.get` answers. */
  | { readonly type: 'alerts.changed' }
  | {
      readonly type: 'machines.found';
      readonly token: input.Token;
      readonly machines: readonly FoundMachine[];
    }
  | { readonly type: 'left-out.progress'; readonly token: input.Token; readonly report: LeftOutReport };

/** What every request ends with. */
export type Reply<Out> =
  { readonly ok: true; readonly value: Out } | { readonly ok: false; readonly problem: Problem };

export type Requests = Record<string, Request>;
/** What whoever asks hands over. */
export type InputOf<R extends Request> = z.input<R['input']>;
/** The same, checked. */
export type CheckedOf<R extends Request> = z.output<R['input']>;
export type ReplyOf<R extends Request> = R extends Request<z.ZodType, infer Out> ? Out : never;

/** What a host has for a set of requests: one handler each, or it does not compile. */
export type Handlers<R extends Requests> = {
  readonly [K in keyof R]: (input: CheckedOf<R[K]>) => Promise<ReplyOf<R[K]>>;
};

export type PairRequest = { readonly pairId: PairId };
