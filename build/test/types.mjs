/* `npm run types`: checks the types of every environment. */
import { ENVIRONMENTS, checkTypes } from './environments.mjs';

for (const environment of ENVIRONMENTS) {
  const status = await checkTypes(environment);
  console.log(`${status === 0 ? '✓' : '✗'} ${environment}`);
  if (status !== 0) process.exitCode = 1;
}
