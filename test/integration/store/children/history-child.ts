import { isAlive, startToken } from '../../../../engine/platform/process-identity.ts';
import { openHistory } from '../../../../engine/store/history.ts';
import { aChange, aRun } from '../../../unit/store/run-builder.ts';

/** Begins a run and writes changes and output until it is killed. */
const home = process.argv[2] ?? '';
const owner = { pid: process.pid, startToken: startToken(process.pid) ?? '' };
const writer = openHistory(home, { isAlive, clock: { now: () => Date.now() } }).begin(aRun({ owner }));
await writer.ready();
process.send?.('begun');
for (let number = 0; ; number++) {
  writer.change(aChange(number));
  if (number % 100 === 0) {
    writer.output(`${String(number)}\n`);
    await writer.ready();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
