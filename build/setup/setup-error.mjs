/** Set-up cannot go on; the message is the one line that says why and what to do. */
export class SetupError extends Error {}
