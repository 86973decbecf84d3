/** What a prompt wants: the account's password, a new one in its place, or something else that only a person has. */
export type PromptKind = 'password' | 'new-password' | 'second-factor';

// Verification code:   One-time password (OATH) for `x':   Password & verification code:   Duo two-factor login   Passcode or option (1-3):
// YubiKey for `x':   SecurID token:   PIN+Token:   (Challenge) 1234   Enter your PASSCODE
const SECOND_FACTOR =
  /verification|one[- ]?time|\botp\b|passcode|two[- ]?factor|\b2fa\b|\bmfa\b|\bduo\b|authenticator|token|\bcode\b|\bpin\b|yubi|challenge|push|securid|fingerprint|swipe|touch/i;

// New password:   Retype new UNIX password:   (current) UNIX password:   Current password:   Re-enter new password:
const NEW_PASSWORD = /\bnew\b|\bretype\b|re-?enter|\bcurrent\b|\bold\b/i;

/**
 * A prompt that hides its answer is about the password unless it says otherwise, in whatever language. `hasEcho`: the answer
 * would be shown, so it is none.
 */
export function promptKind(prompt: string, hasEcho = false): PromptKind {
  if (SECOND_FACTOR.test(prompt)) return 'second-factor';
  if (NEW_PASSWORD.test(prompt)) return 'new-password';
  return hasEcho && !/pass/i.test(prompt) ? 'second-factor' : 'password';
}
