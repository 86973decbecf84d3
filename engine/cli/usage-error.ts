/** What was typed cannot be carried out. The message says what was understood; status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
