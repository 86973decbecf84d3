import { EngineError } from '../../../engine/model/problem.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { historyOffice } from './history-office.ts';
import { officePair, viewOf } from './office.ts';

/** A pair that never ran. */
export function noHistory(): FakeAnswers {
  return historyOffice({ pairs: [viewOf(officePair(), [])], runs: [], changes: [], log: [] });
}

/** Runs that changed nothing and said nothing. */
export function quietHistory(): FakeAnswers {
  return historyOffice({ changes: [], log: [] });
}

/** A history that cannot be read. */
export function unreadableHistory(): FakeAnswers {
  const refuse = async (): Promise<never> => {
    throw EngineError.of('history.unreadable', {
      path: '/Users/anna/Library/Warmspare/history',
      text: 'permission denied',
    });
  };
  return {
    ...historyOffice(),
    'history.list': refuse,
    'history.get': refuse,
    'history.folder': refuse,
    'history.search': refuse,
    'history.log': refuse,
    'file.export-history': refuse,
  };
}

/** A history that takes its time. */
export function slowHistory(): FakeAnswers {
  const never = (): Promise<never> => new Promise(() => undefined);
  return { ...historyOffice(), 'history.list': never, 'history.get': never, 'history.folder': never };
}
