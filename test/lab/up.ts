/* Brings up a lab to try things in by hand: `npx tsx test/lab/up.ts`. Ctrl-C takes it down. */
import { createLab, type Lab } from './lab.ts';

const lab = await createLab({ standby: { permitRootLogin: 'yes' } });
console.log(describeLab(lab));
await new Promise<void>((resolve) => {
  process.once('SIGINT', resolve);
  process.once('SIGTERM', resolve);
});
console.log('\nTaking the lab down…');
await lab.tearDown();

function describeLab({ hosts, runnerAddress }: Lab): string {
  const blocks = [...hosts.values()].map((host) =>
    [
      `${host.name}: ${host.address} port ${host.sshPort}, host key ${host.hostKeyFingerprint}`,
      `  password of root:  ${host.passwords.root}`,
      `  password of admin: ${host.passwords.admin}`,
      `  its files here:    ${host.path('/')}`,
      `  enter:             ${host.enterCommand}`,
    ].join('\n'),
  );
  return [`This machine is ${runnerAddress}.`, ...blocks, 'Ctrl-C ends it.'].join('\n\n');
}
