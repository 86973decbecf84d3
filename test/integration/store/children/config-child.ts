import { PairId } from '../../../../engine/model/ids.ts';
import { EngineError } from '../../../../engine/model/problem.ts';
import { isAlive, startToken } from '../../../../engine/platform/process-identity.ts';
import { openConfig } from '../../../../engine/store/config-store.ts';
import { aPair } from '../../../unit/store/pair-builder.ts';

/** Adds pairs named `<prefix> <number>` and tells the number of each that is stored; or the code of a problem. */
const [home = '', prefix = '', count = ''] = process.argv.slice(2);
const owner = { pid: process.pid, startToken: startToken(process.pid) ?? '' };
const config = openConfig(home, { owner, isAlive, clock: { now: () => Date.now() } });
try {
  for (let number = 0; number < Number(count); number++) {
    const pair = aPair({ id: PairId.parse('pair-aaaaaaaaaa'), name: `${prefix} ${String(number)}` });
    await config.update((old) => ({ ...old, pairs: [...old.pairs, pair] }));
    process.send?.(number);
  }
} catch (error) {
  process.send?.(error instanceof EngineError ? error.problem.code : String(error));
}
process.disconnect?.();
