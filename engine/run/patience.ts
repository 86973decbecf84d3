/** How long a machine may keep the engine waiting. */
export interface Patience {
  /** Until a connection stands. */
  readonly connectSeconds: number;
  /** Until a script has answered. */
  readonly answerSeconds: number;
  /** Silence on the line after which it counts as lost, and is tried again. */
  readonly silenceSeconds: number;
}

export const DEFAULT_PATIENCE: Patience = { connectSeconds: 15, answerSeconds: 60, silenceSeconds: 120 };
