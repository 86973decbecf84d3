import { runInherited } from '../setup/processes.mjs';

/** One tsconfig each in build/tsconfig/. */
export const ENVIRONMENTS = ['pure', 'api', 'node', 'cli', 'test', 'build'];

/** Returns the compiler's exit status.
 *  @param {string} environment */
export function checkTypes(environment) {
  return runInherited(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '--project',
    `build/tsconfig/${environment}.json`,
    '--incremental',
    '--tsBuildInfoFile',
    `node_modules/.cache/types/${environment}.tsbuildinfo`,
  ]);
}
