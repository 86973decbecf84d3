import type { MachineFacts } from '../model/machine.ts';
import type { PathText } from '../model/path-text.ts';
import { err, ok, type Result } from '../model/result.ts';
import { pathOf, readRecords, type Told } from './probe-records.ts';
import { jobsOf, linuxUsers, macUsers } from './survey/accounts.ts';
import { linuxDaemons, macDaemons } from './survey/daemons.ts';
import { linuxDisk, macDisk } from './survey/disks.ts';
import { known, lineOf } from './survey/known.ts';
import { linuxAddresses, linuxDns, linuxMachine } from './survey/linux-machine.ts';
import { macMachine } from './survey/mac-machine.ts';
import { macAddresses, macDns } from './survey/mac-network.ts';
import { linuxPorts, macPorts } from './survey/ports.ts';
import { linuxShares, macShares } from './survey/shares.ts';

/** Makes facts of what the survey script printed. What makes no sense is missing; the error says why there are no facts at all. */
export function parseSurvey(
  stdout: Uint8Array,
  asked: { readonly nonce: string; readonly paths: readonly PathText[] },
): Result<MachineFacts, string> {
  const records = readRecords(stdout, asked.nonce);
  if (records === undefined) return err('the answer is not whole');
  const { host, places } = records;
  const told = places.map((place) => pathOf(place, 'place'));
  const isSame = told.length === asked.paths.length && told.every((path, at) => path === asked.paths[at]);
  if (!isSame) return err('the answer is about other paths');
  const system = lineOf(host, 'system');
  const hostName = lineOf(host, 'host-name');
  const arch = lineOf(host, 'arch');
  if (system === undefined || hostName === undefined || arch === undefined) return err('no uname');
  if (system === 'Darwin') return ok({ os: 'darwin', arch, hostName, ...macFacts(host, places, arch) });
  if (system === 'Linux') return ok({ os: 'linux', arch, hostName, ...linuxFacts(host, places, arch) });
  const osName = `${system} ${lineOf(host, 'release') ?? ''}`.trim();
  const disks = places.map((place) => ({ path: pathOf(place, 'place') ?? '' }));
  return ok({ os: 'other', osName, arch, hostName, disks });
}

type Facts = Omit<MachineFacts, 'os' | 'arch' | 'hostName'>;

function macFacts(host: Told, places: readonly Told[], arch: string): Facts {
  return {
    ...macMachine(host, arch),
    disks: places.map(macDisk),
    ...known({
      addresses: macAddresses(host),
      dnsServers: macDns(host),
      shares: macShares(host),
      daemons: macDaemons(host),
      ports: macPorts(host),
      jobs: jobsOf(host),
      users: macUsers(host),
    }),
  };
}

function linuxFacts(host: Told, places: readonly Told[], arch: string): Facts {
  return {
    ...linuxMachine(host, arch),
    disks: places.map(linuxDisk),
    ...known({
      addresses: linuxAddresses(host),
      dnsServers: linuxDns(host),
      shares: linuxShares(host),
      daemons: linuxDaemons(host),
      ports: linuxPorts(host),
      jobs: jobsOf(host),
      users: linuxUsers(host),
    }),
  };
}
