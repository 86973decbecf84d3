/** One tsconfig each in build/tsconfig/. */
export const ENVIRONMENTS = ['pure', 'api', 'node', 'cli', 'main', 'renderer', 'test', 'build'];

/** The compiler's arguments to Node.
 *  @param {string} environment */
export function typeCheck(environment) {
  return [
    'node_modules/typescript/bin/tsc',
    '--project',
    `build/tsconfig/${environment}.json`,
    '--incremental',
    '--tsBuildInfoFile',
    `node_modules/.cache/types/${environment}.tsbuildinfo`,
  ];
}
