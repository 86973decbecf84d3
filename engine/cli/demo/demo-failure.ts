/** A step did not show what it claims. The message says what was expected and what came, in whole words. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure';
}

/** Fails the step loudly. */
export function ensure(condition: boolean, message: string): asserts condition {
  if (!condition) throw new DemoFailure(message);
}
