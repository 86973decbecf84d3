/* `npm run types`: checks the types of every environment. */
import { TYPE_CHECKS, runChecks } from './static-checks.mjs';

const { failed } = await runChecks(TYPE_CHECKS);
process.exitCode = failed === 0 ? 0 : 1;
