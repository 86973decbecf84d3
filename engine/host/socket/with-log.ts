import type { LogEvent } from '../../model/log-entry.ts';
import { systemClock } from '../../platform/clock.ts';
import { openHostLog } from '../../store/host-log.ts';
import { loggedOf, problemEvent } from '../log-host.ts';
import type { KeepHostOptions } from './keep-host.ts';

/** Everything that a host does by itself stands in its log. */
export function withLog(options: KeepHostOptions): KeepHostOptions {
  const { home, owner, kind, app } = options;
  const log = openHostLog(home);
  const write = (event: LogEvent): void =>
    log.write({ at: new Date(systemClock.now()).toISOString(), pid: owner.pid, ...event });
  return {
    ...options,
    onEvent: loggedOf(write),
    onAnswer: (pairId, answer) => write({ what: 'due.answered', pairId, answer }),
    onProblem: (error) => {
      write(problemEvent(error));
      options.onProblem?.(error);
    },
    onBegin: () => write({ what: 'host.began', kind, app }),
    onRole: (role) => {
      if (role === 'joined') write({ what: 'host.joined' });
      options.onRole?.(role);
    },
    onEnd: () => write({ what: 'host.ended' }),
  };
}
