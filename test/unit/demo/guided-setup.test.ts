import { expect, it } from 'vitest';
import { personWith } from '../../../engine/cli/demo/guided-setup.ts';
import { EngineError } from '../../../engine/model/problem.ts';

const ASKED = { side: 'standby', endpoint: 'ssh://anna@127.0.0.1:1', user: 'anna' } as const;

it('the person of the demo gives the password the first time, and no second one where it was not taken', async () => {
  const { questions, timesAsked } = personWith('sesame');
  const first = await questions.signIn(ASKED);
  expect(first?.kind === 'password' && [first.user, first.password.reveal()]).toEqual(['anna', 'sesame']);
  const last = EngineError.of('sign-in.wrong-password', {}).problem;
  expect([await questions.signIn({ ...ASKED, last }), timesAsked()]).toEqual([undefined, 2]);
});

it('the person of the demo agrees to nothing', async () => {
  const { questions } = personWith(undefined);
  const key = { hostKeyType: 'ssh-ed25519', pin: '', randomart: '', given: undefined, yours: undefined };
  const { endpoint } = ASKED;
  expect([
    await questions.signIn(ASKED),
    await questions.confirmHostKey({ endpoint, ...key }),
    await questions.changeSshd({ endpoint, settings: [], file: '', text: '' }),
  ]).toEqual([undefined, false, false]);
});
