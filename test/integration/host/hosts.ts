import { onTestFinished } from 'vitest';
import type { HostEvent } from '../../../engine/api/contract.ts';
import type { LiveEvent } from '../../../engine/api/snapshot.ts';
import { keepHost, thisProcess, type Host, type KeepHostOptions } from '../../../engine/index.ts';
import { noticeWords } from '../../../engine/text/alerts/notice-words.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import type { PairFixture } from '../../helpers/pair-fixture.ts';

export interface TestHost {
  readonly host: Host;
  readonly roles: string[];
  readonly events: HostEvent[];
  readonly live: () => LiveEvent[];
  readonly problems: unknown[];
}

/** A host of the pair's data folder, or another one's client. Closed when the test is over. */
export async function aHost(pair: PairFixture, options: Partial<KeepHostOptions> = {}): Promise<TestHost> {
  const roles: string[] = [];
  const events: HostEvent[] = [];
  const problems: unknown[] = [];
  const host = await keepHost(pair.engine, {
    home: pair.home,
    owner: thisProcess(),
    app: '0.0.0',
    kind: 'serve',
    alerts: { secrets: fakeSecretStore(), words: noticeWords(() => Date.now()) },
    onRole: (role) => roles.push(role),
    onProblem: (error) => problems.push(error),
    onBug: (_, error) => {
      problems.push(error);
      return EngineError.of('bug', {}).problem;
    },
    ...options,
  });
  onTestFinished(() => host.close());
  host.subscribe((event) => events.push(event));
  const live = (): LiveEvent[] => events.flatMap((event) => (event.type === 'live' ? [event.event] : []));
  return { host, roles, events, live, problems };
}
