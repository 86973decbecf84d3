import { describe, expect, it } from 'vitest';
import { PasswordAttempt } from '../../../engine/ssh/sign-in-attempt.ts';
import { promptKind } from '../../../engine/ssh/sign-in-prompts.ts';

const BOTH = ['publickey', 'password', 'keyboard-interactive'];

/** An attempt whose password was given to a prompt. */
function answered(user = 'admin'): PasswordAttempt {
  const attempt = new PasswordAttempt(user);
  attempt.next(undefined);
  attempt.next(BOTH);
  attempt.answer('', [{ prompt: 'Password: ', echo: false }]);
  return attempt;
}

describe('a prompt', () => {
  it.each([
    ['Password: ', 'password'],
    ["admin's Password:", 'password'],
    ['Kennwort: ', 'password'],
    ['[sudo] password for admin: ', 'password'],
    ['(current) UNIX password: ', 'new-password'],
    ['Retype new password: ', 'new-password'],
    ['Verification code: ', 'second-factor'],
    ['One-time password (OATH) for `admin’: ', 'second-factor'],
    ['Password & verification code: ', 'second-factor'],
    ['Enter PIN for token: ', 'second-factor'],
    ['Duo two-factor login for admin', 'second-factor'],
  ] as const)('"%s" wants a %s', (prompt, kind) => {
    expect(promptKind(prompt)).toBe(kind);
  });

  it('whose answer would be shown is not about a password', () => {
    expect([promptKind('Name: ', true), promptKind('Name: ', false), promptKind('Password: ', true)]).toEqual(
      ['second-factor', 'password', 'password'],
    );
  });
});

describe('an attempt with a password', () => {
  it('asks what there is, then tries prompts, then the password method, then stops', () => {
    const attempt = new PasswordAttempt('admin');
    const methods = [undefined, BOTH, BOTH, BOTH].map((list) => attempt.next(list));
    expect([methods, attempt.verdict]).toEqual([
      ['none', 'keyboard-interactive', 'password', 'stop'],
      'sign-in.wrong-password',
    ]);
  });

  it('never sends the password where there is no method for it', () => {
    const attempt = new PasswordAttempt('admin');
    const methods = [undefined, ['publickey', 'gssapi-with-mic']].map((list) => attempt.next(list));
    expect([methods, attempt.verdict, attempt.hasAnswered]).toEqual([
      ['none', 'stop'],
      'sign-in.no-password-method',
      false,
    ]);
  });

  it('says of root that the rule may be against it', () => {
    const attempt = answered('root');
    attempt.next(['publickey']);
    expect(attempt.verdict).toBe('sign-in.root-refused');
  });

  it.each([
    ['after the password', answered(), undefined, '', 'sign-in.not-allowed'],
    ['after one of few tries', answered(), 2, 'Too many authentication failures', 'sign-in.wrong-password'],
    ['with no method left', answered(), 14, 'No more methods', 'sign-in.wrong-password'],
    [
      'before anything was tried',
      new PasswordAttempt('admin'),
      2,
      'Too many authentication failures for admin',
      'sign-in.too-many-attempts',
    ],
    ['by a lost line', new PasswordAttempt('admin'), undefined, 'read ECONNRESET', undefined],
  ] as const)('knows what it means when the server hangs up %s', (_, attempt, reason, words, refusal) => {
    expect(attempt.refusalAtEnd(reason, words)).toBe(refusal);
  });

  it.each([
    'Your account has expired; please contact your system administrator.',
    'The account is locked due to 3 failed logins.',
    'User account has been disabled.',
  ])('believes a server that says "%s"', (words) => {
    const attempt = answered();
    attempt.hear(words);
    expect([attempt.refusalAtEnd(undefined, ''), attempt.heard]).toEqual(['sign-in.locked', words]);
  });

  it('keeps no endless banner', () => {
    const attempt = new PasswordAttempt('admin');
    for (let index = 0; index < 100; index++) attempt.hear('x'.repeat(1000));
    expect(attempt.heard.length).toBeLessThan(4001);
  });
});
