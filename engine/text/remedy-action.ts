/** What the app has a button for beside a remedy. It is about the pair that the remedy is about. */
export type RemedyAction =
  /** What failed, once more: the run, the check, the step of the set-up. */
  | 'try-again'
  | 'sync'
  | 'preview'
  /** The held or refused plan, with what it would delete or replace, to be approved or not. */
  | 'review-held'
  | 'check'
  /** The volumes as they are mounted now, to be taken for the right ones or not. */
  | 'accept-volumes'
  | 'set-up'
  | 'set-up-by-hand'
  | 'verify'
  /** Asks both machines what a failover has to know. */
  | 'survey'
  /** A sync that compares contents. */
  | 'mend-contents'
  | 'open-volumes'
  | 'open-keys'
  | 'open-failover'
  | 'open-history'
  | 'open-log'
  /** Of macOS's System Settings, both. */
  | 'full-disk-access'
  | 'local-network-access'
  /** Of the data folder, in the Finder. */
  | 'reveal-config'
  | 'reveal-history'
  | 'reveal-report';
