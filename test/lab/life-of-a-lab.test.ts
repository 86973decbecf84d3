import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { childrenOf, listProcesses } from '../helpers/proc.ts';
import { runProcess, startProcess } from '../helpers/run-process.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { describeInLab } from './describe-in-lab.ts';
import { createLab, type Lab } from './lab.ts';
import type { LabHost } from './lab-host.ts';
import { takeDown } from './take-down.ts';

const labs: Lab[] = [];
const newLab = async (): Promise<Lab> => {
  const lab = await createLab();
  labs.push(lab);
  return lab;
};
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.tearDown();
});

describeInLab('the life of a lab', () => {
  it('ends every process of a host that is killed, and starts it again with its files', async () => {
    const { standby } = await newLab();
    const disk = await standby.addDisk({ name: 'Space' });
    const started = standby.start('echo kept > /srv/file; setsid sleep 1000 & echo ready; sleep 1000');
    await started.waitForOutput(/ready/);
    // A process that is just made is still a shell's, or setsid's.
    await eventually(() => {
      expect(standby.processes().map(({ name }) => name)).toEqual(['sshd', 'sleep', 'sleep']);
    });
    const pids = standby.processes().map(({ pid }) => pid);
    await standby.kill();
    expect([
      standby.processes(),
      pids.filter((pid) => listProcesses().some((seen) => seen.pid === pid)),
    ]).toEqual([[], []]);
    await standby.restart();
    expect((await standby.exec('cat /srv/file; ps -A -o comm=')).stdout).toMatch(
      /^kept\nbash\nsshd\n(bash\n)?ps\n$/,
    );
    expect(await disk.isMounted()).toBe(true);
  });

  it('is silent on the line when its power is cut: no connection is told', async () => {
    const { primary, standby } = await newLab();
    const listener = standby.start(
      `exec ${process.execPath} -e "require('net').createServer().listen(7000, () => console.log('ready'))"`,
    );
    await listener.waitForOutput(/ready/);
    const script = `const s = require('net').connect(7000, 'standby', () => console.log('connected')); s.on('close', () => console.log('told'))`;
    const client = primary.start([process.execPath, '-e', script]);
    await client.waitForOutput(/connected/);
    await standby.kill();
    await expect(client.waitForOutput(/told/, 300)).rejects.toThrow();
  });

  it('has room for two labs at once', async () => {
    const [one, two] = await Promise.all([newLab(), newLab()]);
    expect(one.runnerAddress).not.toBe(two.runnerAddress);
    const scan = (host: LabHost): Promise<string> =>
      runProcess(['ssh-keyscan', '-t', 'ed25519', host.address]).then(({ stdout }) => stdout.trim());
    expect([await scan(one.standby), await scan(two.standby)]).toEqual(
      [one.standby, two.standby].map((host) => `${host.address} ${host.hostKeys.publicKeys.ed25519}`),
    );
  });

  it('leaves nothing behind', async () => {
    const lab = await newLab();
    await lab.standby.addDisk({ name: 'Space' });
    lab.standby.start('exec 3> /Volumes/Space/file; sleep 1000');
    await eventually(() => existsSync(lab.standby.path('/Volumes/Space/file')));
    const before = await traces(lab.folder, lab.runnerAddress);
    const namespaces = namespacesOf(lab);
    await lab.tearDown();
    expect(before).toMatchObject({ isFolderThere: true, hasInterface: true });
    expect([before.mounts > 10, before.loopDevices]).toEqual([true, 1]);
    expect(await traces(lab.folder, lab.runnerAddress)).toEqual({
      isFolderThere: false,
      hasInterface: false,
      mounts: 0,
      loopDevices: 0,
      processes: 0,
    });
    expect(namespaces.length).toBe(2);
    expect(readdirSync('/proc').filter((pid) => namespaces.includes(networkOf(pid)))).toEqual([]);
  });

  it('unmounts what has spaces and digits in its name without tearing it out', async () => {
    const folder = makeTempDir();
    for (const name of ['.', 'Disk 1', 'Disk 1/a\\40\tb']) {
      mkdirSync(join(folder, name), { recursive: true });
      await runProcess(['mount', '-t', 'tmpfs', 'space', join(folder, name)]);
    }
    expect(await takeDown(folder)).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(folder)).toBe(false);
  });

  it('goes when its runner is killed', async () => {
    const { folder, runner } = await labOfAnotherRunner();
    process.kill(runner, 'SIGKILL');
    await eventually(() => !existsSync(folder));
    // Who swept up names the folder to its own end.
    await eventually(async () =>
      expect(await traces(folder, 'none')).toMatchObject({ mounts: 0, loopDevices: 0, processes: 0 }),
    );
  });

  it('is swept up by the next one when runner and janitor were killed', async () => {
    const { folder, runner } = await labOfAnotherRunner();
    const janitors = listProcesses().filter(
      ({ argv }) => argv.includes('lab-janitor') && argv.includes(folder),
    );
    for (const { pid } of janitors) process.kill(pid, 'SIGKILL');
    process.kill(runner, 'SIGKILL');
    await eventually(() => listProcesses().every(({ pid }) => pid !== runner));
    expect(existsSync(folder)).toBe(true);
    await newLab();
    expect(await traces(folder, 'none')).toMatchObject({ isFolderThere: false, mounts: 0, processes: 0 });
  });
});

/** A lab brought up by hand. Its runner is the process that has the janitor for a child. */
async function labOfAnotherRunner(): Promise<{ folder: string; runner: number }> {
  const up = startProcess(['node_modules/.bin/tsx', 'test/lab/up.ts']);
  await up.waitForOutput(/Ctrl-C ends it/);
  const folder = /\S+\/(warmspare-lab-\d+-\d+-[0-9a-f]+)/.exec(up.stdout)?.[0] ?? '';
  const [, runner] = /warmspare-lab-(\d+)/.exec(folder) ?? [];
  expect((await childrenOf(Number(runner))).length).toBeGreaterThan(3);
  return { folder, runner: Number(runner) };
}

interface Traces {
  readonly isFolderThere: boolean;
  readonly hasInterface: boolean;
  readonly mounts: number;
  readonly loopDevices: number;
  readonly processes: number;
}

async function traces(folder: string, runnerAddress: string): Promise<Traces> {
  const loops = await runProcess(['losetup', '--list', '--noheadings', '--output', 'BACK-FILE']);
  const count = (text: string): number => text.split('\n').filter((line) => line.includes(folder)).length;
  const addresses = Object.values(networkInterfaces()).flatMap((infos) => infos ?? []);
  return {
    isFolderThere: existsSync(folder),
    hasInterface: addresses.some(({ address }) => address === runnerAddress),
    mounts: count(readFileSync('/proc/self/mountinfo', 'utf8')),
    loopDevices: count(loops.stdout),
    processes: listProcesses().filter(({ argv }) => argv.some((word) => word.includes(folder))).length,
  };
}

/** The network namespaces of the lab's hosts. */
function namespacesOf(lab: Lab): string[] {
  return [...lab.hosts.values()].map((host) => networkOf(String(host.processes()[0]?.pid)));
}

function networkOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return '';
  }
}
