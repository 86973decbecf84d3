/* Every npm script enters here: `node build/setup/run.mjs SCRIPT [ARGUMENT …]`. It sees to what the script
   needs, then runs it. Nothing new in syntax and nothing else loaded before the version check, so that an old
   Node can still say what is wrong. */
import { checkNodeVersion } from './node-version.mjs';

checkNodeVersion();
void import('./scripts.mjs').then(async ({ runScript }) => {
  process.exitCode = await runScript(process.argv[2] ?? '', process.argv.slice(3));
});
