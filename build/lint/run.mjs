/* `npm run lint`: the one place that says how ESLint is called. */
import { runInherited } from '../setup/processes.mjs';

process.exitCode = await runInherited(process.execPath, [
  'node_modules/eslint/bin/eslint.js',
  '--config=build/eslint.config.js',
  '--max-warnings=0',
  ...(process.argv.length > 2 ? process.argv.slice(2) : ['.']),
]);
