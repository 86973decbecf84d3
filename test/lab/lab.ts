import { labAvailable } from './availability.ts';
import { LabHost, type HostOptions } from './lab-host.ts';
import { LabNetwork } from './network.ts';
import { makeLabFolder, sweepAbandonedLabs, type LabFolder } from './take-down.ts';

export interface LabOptions {
  readonly primary?: HostOptions;
  readonly standby?: HostOptions;
  /** More hosts, by their names (short: they name interfaces). */
  readonly others?: Readonly<Record<string, HostOptions>>;
}

export interface Lab {
  readonly primary: LabHost;
  readonly standby: LabHost;
  /** All, by name. */
  readonly hosts: ReadonlyMap<string, LabHost>;
  /** The runner's own address on the lab's network. */
  readonly runnerAddress: string;
  /** Holds all of the lab's mounts. */
  readonly folder: string;
  readonly tearDown: () => Promise<void>;
}

/** Brings up real hosts on this machine: a primary and a standby that reach each other and the runner. */
export async function createLab(options: LabOptions = {}): Promise<Lab> {
  const availability = labAvailable();
  if (!availability.ok) throw new Error(`no lab: ${availability.reason}`);
  await sweepAbandonedLabs();
  const folder = await makeLabFolder();
  const undo: (() => Promise<void>)[] = [];
  try {
    const network = await LabNetwork.start();
    undo.push(() => network.tearDown());
    const hosts = await createHosts(folder, network, options, undo);
    return {
      primary: hostCalled('primary', hosts),
      standby: hostCalled('standby', hosts),
      hosts,
      runnerAddress: network.runnerAddress,
      folder: folder.path,
      tearDown: () => tearDown(undo, folder),
    };
  } catch (error) {
    await tearDown(undo, folder);
    throw error;
  }
}

async function createHosts(
  folder: LabFolder,
  network: LabNetwork,
  { primary = {}, standby = {}, others = {} }: LabOptions,
  undo: (() => Promise<void>)[],
): Promise<Map<string, LabHost>> {
  const wanted = Object.entries({ primary, standby, ...others });
  const addresses = new Map(wanted.map(([name], index) => [name, network.address(10 * (index + 1))]));
  const created = await Promise.allSettled(
    wanted.map(async ([name, hostOptions]) => {
      const place = { name, labFolder: folder.path, network, addresses };
      const host = await LabHost.create(place, hostOptions);
      undo.push(() => host.kill());
      return [name, host] as const;
    }),
  );
  return new Map(
    created.map((result) => (result.status === 'fulfilled' ? result.value : raise(result.reason))),
  );
}

/** Everything is tried, in reverse; the folder's own end says whether something held on. */
async function tearDown(undo: (() => Promise<void>)[], folder: LabFolder): Promise<void> {
  for (const step of undo.splice(0).reverse()) await step().catch(() => undefined);
  await folder.tearDown();
}

function hostCalled(name: string, hosts: ReadonlyMap<string, LabHost>): LabHost {
  return hosts.get(name) ?? raise(new Error(`no host ${name}`));
}

function raise(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error));
}
