import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WindowRequests } from '../../../engine/api/app-contract.ts';
import type { Handlers } from '../../../engine/api/contract.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { answerRequest } from '../../../main/ipc/answer-request.ts';
import { openAppLog } from '../../../main/log/app-log.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

type All = Handlers<WindowRequests>;

function stage(some: Partial<All>): {
  ask: (name: unknown, input?: unknown) => ReturnType<typeof answerRequest>;
  logged: () => string;
  path: string;
} {
  const log = openAppLog(tempDir());
  const ask = (name: unknown, input?: unknown) => answerRequest(some as All, log, name, input);
  return { ask, logged: () => readFileSync(log.path, 'utf8'), path: log.path };
}

describe('the answer to a page', () => {
  it('is what its handler gives, for an input that the schema takes', async () => {
    const copied: unknown[] = [];
    const { ask } = stage({ 'app.copy': async (input) => void copied.push(input) });
    expect(await ask('app.copy', { text: 'a' })).toEqual({ ok: true, value: undefined });
    expect(await ask('app.copy', { text: 'a', more: 1 })).toMatchObject({
      ok: false,
      problem: { code: 'request.invalid' },
    });
    expect(copied).toEqual([{ text: 'a' }]);
  });

  it('says where an input is wrong, and never what it was', async () => {
    const { ask } = stage({ 'setup.answer': () => Promise.reject(new Error('never asked')) });
    const reply = await ask('setup.answer', {
      pairId: 'pair-0123456789',
      question: 1,
      answer: { kind: 'password', user: 'root', password: ['hunter2'] },
    });
    expect(reply).toMatchObject({
      ok: false,
      problem: { code: 'request.invalid', details: { text: 'setup.answer: answer.password: invalid_type' } },
    });
    expect(JSON.stringify(reply)).not.toContain('hunter2');
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    'app.none',
    1,
    null,
    undefined,
    {},
    ['app.info'],
  ])('is a refusal for a name that the contract does not have: %j', async (name) => {
    const { ask } = stage({});
    expect(await ask(name)).toMatchObject({ ok: false, problem: { code: 'request.invalid' } });
  });

  it('is the problem that the engine has', async () => {
    const { ask } = stage({ 'keys.list': () => Promise.reject(EngineError.of('keyring.locked')) });
    expect(await ask('keys.list')).toEqual({
      ok: false,
      problem: { code: 'keyring.locked', retry: 'person', details: {} },
    });
  });

  it('names the place where a bug was written down, without what was sent', async () => {
    const { ask, logged, path } = stage({ 'app.copy': () => Promise.reject(new TypeError('broken')) });
    const reply = await ask('app.copy', { text: 'hunter2' });
    expect(reply).toMatchObject({
      ok: false,
      problem: { code: 'bug', details: { text: expect.stringMatching(/^bug-/), path } },
    });
    const id = reply.ok ? '' : (reply.problem.details.text ?? '');
    expect(logged()).toContain(`${id} app.copy\nTypeError: broken`);
    expect(logged()).not.toContain('hunter2');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('the log of bugs', () => {
  it('stays small', () => {
    const folder = tempDir();
    const log = openAppLog(folder);
    for (let at = 0; at < 150; at += 1) log.bug('test', new Error('x'.repeat(100_000)));
    const sizes = ['app.log', 'app.1.log'].map((name) => statSync(join(folder, name)).size);
    expect(Math.max(...sizes)).toBeLessThan(600 * 1024);
  });
});
