import { expect, it } from 'vitest';
import { systemClock } from '../../engine/platform/clock.ts';
import { discover } from '../../engine/ssh/discover.ts';
import { describeInLab, labForSuite } from './describe-in-lab.ts';

describeInLab('discovery over a network', () => {
  const lab = labForSuite();

  it('finds a host that announces its ssh server, by the address that answers', async () => {
    const { standby } = lab();
    const announcement = {
      ...{ interface: standby.address, name: 'The spare', host: 'lab-spare.local', port: standby.sshPort },
      addresses: ['172.17.0.1', standby.address],
    };
    const script = ['--import', 'tsx', 'test/helpers/ssh-announcer.ts', JSON.stringify(announcement)];
    const announcer = standby.start([process.execPath, ...script], { cwd: process.cwd() });
    await announcer.waitForOutput(/announced/);
    const enough = new AbortController();
    const { machines } = await discover(
      {
        timeoutMs: 30_000,
        signal: enough.signal,
        onFound: (all) => {
          if (all.some(({ host, addresses }) => host === 'lab-spare.local' && addresses.length === 2))
            enough.abort();
        },
      },
      { clock: systemClock },
    );
    await standby.signal(announcer, 'SIGTERM');
    await announcer.exited;
    expect(machines.filter(({ host }) => host === 'lab-spare.local')).toEqual([
      {
        name: 'The spare',
        host: 'lab-spare.local',
        port: standby.sshPort,
        addresses: [standby.address, '172.17.0.1'],
      },
    ]);
  });
});
