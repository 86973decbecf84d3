import type { Clock } from '../platform/clock.ts';
import type { ConfigStore } from '../store/config-store.ts';
import type { KeyAccount } from '../keys/key-account.ts';
import type { SecretStore } from '../keys/secret-store.ts';
import type { KeyRecords } from '../store/key-records.ts';
import type { HistoryStore } from '../store/history.ts';
import type { PromotionStore } from '../store/promotion-store.ts';
import type { Backoff } from './backoff.ts';
import type { Patience } from './patience.ts';

/** What every operation of the engine works with. */
export interface EngineContext {
  /** The data folder. */
  readonly home: string;
  readonly clock: Clock;
  readonly config: ConfigStore;
  readonly history: HistoryStore;
  readonly promotions: PromotionStore;
  readonly keys: KeyRecords;
  readonly secrets: SecretStore;
  /** Whom the app's keys sign in as. */
  readonly keyAccount: KeyAccount;
  readonly backoff: Backoff;
  readonly patience: Patience;
  /** This process, as locks and history name it. */
  readonly owner: { readonly pid: number; readonly startToken: string };
}
