import type { PromotionPlan } from '../../../engine/api/promotion.ts';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { KeyId, PairId } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import type { PrimaryLook, PromotionJournal, PromotionRecord } from '../../../engine/model/promotion.ts';
import { promotionSteps } from '../../../engine/plan/promotion/steps.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { answersOf, copiedRuns, surveyOf } from './failover.ts';
import { ago, officePair, viewOf } from './office.ts';
import { aWorld } from './world.ts';

/* A primary elsewhere, that died, and its standby on the way to its place. */

const PRIMARY_NAME = 'office.local';
const WAY_BACK_ID = PairId.parse('pair-office0002');
const KEY_ID = KeyId.parse('key-office0002');
const HOST_KEY = `SHA256:${'B'.repeat(43)}`;

export function remoteOffice(): Pair {
  return officePair({
    primary: { kind: 'ssh', user: 'root', host: PRIMARY_NAME, port: 22, hostKey: HOST_KEY, keyId: KEY_ID },
    commands: [
      {
        when: 'promote',
        on: 'standby',
        text: 'networksetup -setmanual Ethernet 192.168.1.10 255.255.255.0 192.168.1.1\nlaunchctl enable system/org.postgresql',
        timeoutSeconds: 120,
      },
    ],
  });
}

const LOOKS: readonly PrimaryLook[] = [
  { path: 'ssh', state: 'silent', address: PRIMARY_NAME, text: 'nobody answers to that name' },
  { path: 'ping', state: 'silent', address: PRIMARY_NAME, text: 'nobody answers to that name' },
];

/** `done` steps, and of the next what is told of it. */
function journal(done: number, next?: 'failed' | 'running', output?: string): PromotionJournal {
  const steps = promotionSteps(remoteOffice()).map((step, at) => {
    const startedAt = ago((10 - at) * 60_000);
    if (at < done)
      return { ...step, state: 'done' as const, startedAt, finishedAt: startedAt, ...OUTPUTS[at] };
    if (at > done || next === undefined) return step;
    return { ...step, state: next, startedAt, ...(output !== undefined && { output }) };
  });
  const isDone = done === steps.length;
  return { kind: 'promote', startedAt: ago(600_000), steps, ...(isDone && { finishedAt: ago(300_000) }) };
}

const OUTPUTS = [
  {
    output:
      'ssh at office.local: silent, nothing within 5 s\nping of office.local: silent, 5 questions, and no answer',
  },
  { output: 'office.local is said to be off' },
  { output: 'promoted, generation 1' },
  { output: '' },
];

function world(promotion: PromotionRecord | undefined, others: readonly PairView[] = []): FakeAnswers {
  const pair = remoteOffice();
  const runs = copiedRuns(pair);
  const survey = { primary: surveyOf(pair, 'primary'), standby: surveyOf(pair, 'standby') };
  const view = viewOf(pair, runs, promotion === undefined ? {} : { promotion });
  const plan: PromotionPlan = {
    pair,
    primaryName: PRIMARY_NAME,
    looks: LOOKS,
    role: { state: 'standby', generation: 0 },
    steps: promotionSteps(pair),
  };
  return {
    ...aWorld({ pairs: [view, ...others], runs }),
    ...answersOf({ pair, runs, survey }),
    'promotion.plan': async () => plan,
    'promotion.promote': async () => PROMOTED,
    'promotion.undo': async () => ({ ...PROMOTED, role: { state: 'standby', generation: 1 } }),
    'promotion.finish': async () => ({ pairId: pair.id, record: PROMOTED }),
  };
}

const ROLE = { state: 'promoted', generation: 1, since: ago(420_000) } as const;
const PROMOTED: PromotionRecord = { role: ROLE, seenAt: ago(300_000), journal: journal(4) };

/** The primary is dead, and nobody has promoted the standby yet. */
export function deadPrimaryWorld(): FakeAnswers {
  return world(undefined);
}

export function livingPrimaryWorld(): FakeAnswers {
  const alive = { ...LOOKS[0], state: 'answers', text: 'SSH-2.0-OpenSSH_9.9' } as PrimaryLook;
  const { problem } = EngineError.of('promote.primary-alive', {
    side: 'primary',
    text: 'ssh at office.local: answers, SSH-2.0-OpenSSH_9.9',
  });
  const answers = world(undefined);
  return {
    ...answers,
    'promotion.plan': async (input) => {
      const plan = await (answers['promotion.plan'] as NonNullable<FakeAnswers['promotion.plan']>)(input);
      return { ...plan, looks: [alive, ...LOOKS.slice(1)], problem };
    },
  };
}

/** One of its commands failed. */
export function cutPromotionWorld(): FakeAnswers {
  const role = { ...ROLE, state: 'promoted' } as const;
  const output = 'Could not find service "org.postgresql" in domain for system';
  return world({ role, seenAt: ago(300_000), journal: journal(3, 'failed', output) });
}

export function promotedWorld(): FakeAnswers {
  return world(PROMOTED);
}

/** The way back is made and set up. */
export function failingBackWorld(): FakeAnswers {
  const pair = remoteOffice();
  const wayBack = officePair({
    id: WAY_BACK_ID,
    name: 'Office server back',
    primary: { kind: 'ssh', user: 'root', host: 'spare.local', port: 22, hostKey: HOST_KEY, keyId: KEY_ID },
    standby: pair.primary,
    commands: [],
  });
  const record: PromotionRecord = { ...PROMOTED, wayBack: WAY_BACK_ID };
  const back = viewOf(wayBack, [], {
    promotion: { role: { state: 'standby', generation: 0 }, seenAt: ago(0), isWayBack: true },
  });
  return world(record, [back]);
}
