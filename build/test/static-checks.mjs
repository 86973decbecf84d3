/* What is checked without running the code: one process each, as many at once as there are processors. */
import { availableParallelism } from 'node:os';
import { runQuietly } from '../setup/processes.mjs';
import { ENVIRONMENTS, typeCheck } from './environments.mjs';

/** @typedef {{ name: string, args: readonly string[] }} StaticCheck - what Node is started with */

export const TYPE_CHECKS = ENVIRONMENTS.map((environment) => ({
  name: `types: ${environment}`,
  args: typeCheck(environment),
}));

/** What takes longest begins first.
 *  @type {readonly StaticCheck[]} */
export const STATIC_CHECKS = [
  { name: 'lint', args: ['build/lint/run.mjs'] },
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  ...TYPE_CHECKS,
];

/** Each counts as one test.
 *  @param {readonly StaticCheck[]} checks */
export async function runChecks(checks) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...checks];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      tally[(await runCheck(check)) ? 'passed' : 'failed'] += 1;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return tally;
}

/** Says what the program said only when it failed.
 *  @param {StaticCheck} check */
async function runCheck({ name, args }) {
  const startedAt = Date.now();
  const { status, output } = await runQuietly(process.execPath, args);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (status !== 0) console.error(output.trimEnd());
  console.log(status === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s, status ${status})`);
  return status === 0;
}
