import type { MachineFacts } from '../../engine/model/machine.ts';
import { RunId } from '../../engine/model/ids.ts';
import { NO_RESULT, NO_TOTALS, type RunRecord, type VolumeResult } from '../../engine/model/run.ts';
import type { Survey, SurveyedPlace } from '../../engine/model/survey.ts';
import type { ReadinessFacts } from '../../engine/plan/readiness/facts.ts';
import { aPair, aVolume } from './builders.ts';
import { aDrill } from './drill-builders.ts';

export const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const HOUR_MS = 3_600_000;

export function ago(hours: number): string {
  return new Date(NOW - hours * HOUR_MS).toISOString();
}

/** Nothing is wrong with it, and everything was told. */
export function aMachine(fields: Partial<MachineFacts> = {}): MachineFacts {
  return {
    os: 'darwin',
    osName: 'macOS 15.5',
    osVersion: '15.5',
    osBuild: '24F74',
    arch: 'arm64',
    hardware: 'apple-silicon',
    chip: 'Apple M2',
    model: 'Mac14,3',
    serial: 'C02EXAMPLE01',
    hostName: 'office.local',
    computerName: 'Office',
    localHostName: 'office',
    addresses: [anAddress()],
    dnsServers: ['192.168.1.1'],
    isSystemEncrypted: false,
    restartsAfterPowerLoss: true,
    sleeps: false,
    keepsTime: true,
    disks: [{ path: '/Volumes/Users', smart: 'verified', isEncrypted: false }],
    shares: [{ name: 'Projects', path: '/Volumes/Users/projects', protocols: ['smb'] }],
    daemons: [],
    ports: [],
    jobs: [],
    users: [{ name: 'anna', uid: 501, home: '/Users/anna' }],
    ...fields,
  };
}

export function anAddress(
  fields: Partial<NonNullable<MachineFacts['addresses']>[number]> = {},
): NonNullable<MachineFacts['addresses']>[number] {
  return {
    device: 'en0',
    service: 'Ethernet',
    address: '192.168.1.10',
    prefixLength: 24,
    router: '192.168.1.1',
    how: 'manual',
    ...fields,
  };
}

export function aSurveyedPlace(fields: Partial<SurveyedPlace> = {}): SurveyedPlace {
  const path = fields.path ?? '/Volumes/Users';
  return {
    path,
    state: 'present',
    mountPoint: path,
    fileSystem: 'apfs',
    freeBytes: 1e12,
    usedBytes: 1e9,
    isClaimed: true,
    ownersIgnored: false,
    ...fields,
  };
}

export function aSurvey(fields: Partial<Survey> = {}): Survey {
  return {
    at: ago(1),
    clockSkewMs: 0,
    fullDiskAccess: true,
    isRoot: true,
    rsync: { flavour: 'gnu', version: '3.5.0' },
    places: [aSurveyedPlace()],
    machine: aMachine(),
    ...fields,
  };
}

export function aVolumeResult(fields: Partial<VolumeResult> = {}): VolumeResult {
  const { id: volumeId, source, destination } = aVolume();
  return { volumeId, source, destination, state: 'done', totals: NO_TOTALS, finishedAt: ago(1), ...fields };
}

/** A whole sync of the pair that `aPair` builds, an hour ago. */
export function aSync(fields: Partial<RunRecord> = {}): RunRecord {
  return {
    id: RunId.parse('20261123-110000-aaaa'),
    pairId: aPair().id,
    pairName: 'Office',
    mode: 'sync',
    state: 'finished',
    outcome: 'succeeded',
    startedAt: ago(1.1),
    finishedAt: ago(1),
    phases: {},
    volumes: [aVolumeResult()],
    ...NO_RESULT,
    recoveryPoint: ago(1.1),
    owner: { pid: 1, startToken: 'x' },
    ...fields,
  };
}

export function aVerify(different: number, fields: Partial<RunRecord> = {}): RunRecord {
  const verify = { scope: { kind: 'sample', files: 1_000 }, compared: 1_000, different } as const;
  return aSync({ mode: 'verify', recoveryPoint: undefined, verify, ...fields });
}

/** Ready, with nothing to say about it. */
export function readyFacts(fields: Partial<ReadinessFacts> = {}): ReadinessFacts {
  const standby = aMachine({
    hostName: 'spare.local',
    addresses: [anAddress({ address: '192.168.1.11' })],
    shares: [],
  });
  return {
    pair: aPair(),
    strategy: { strategy: 'promote', reason: 'apple-silicon' },
    recoveryPoint: ago(1.1),
    lastSync: aSync(),
    lastVerify: aVerify(0),
    wholeSyncs: [aSync()],
    survey: { primary: aSurvey(), standby: aSurvey({ machine: standby }) },
    runbook: { deliveredAt: ago(1), paths: ['/var/lib/warmspare/a.html'], recoveryPoint: ago(1.1) },
    drill: aDrill(),
    now: NOW,
    ...fields,
  };
}

/** The same, with something else about the standby. */
export function withStandby(survey: Partial<Survey>, machine: Partial<MachineFacts> = {}): ReadinessFacts {
  const facts = readyFacts();
  const { standby } = facts.survey;
  const before = standby ?? aSurvey();
  return {
    ...facts,
    survey: {
      ...facts.survey,
      standby: { ...before, machine: { ...before.machine, ...machine }, ...survey },
    },
  };
}

export function withPrimary(survey: Partial<Survey>, machine: Partial<MachineFacts> = {}): ReadinessFacts {
  const facts = readyFacts();
  return {
    ...facts,
    survey: { ...facts.survey, primary: aSurvey({ machine: aMachine(machine), ...survey }) },
  };
}
