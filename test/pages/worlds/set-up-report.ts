import type { CheckReport } from '../../../engine/api/engine.ts';
import type { SetupView } from '../../../engine/api/setup-view.ts';
import type { HostFacts, PlaceFacts, RsyncFacts } from '../../../engine/model/facts.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { pairAnswers, pairView, samplePair, setupView, WORK_ID } from './set-up-base.ts';
import { installedMachines } from './set-up-install.ts';

const RSYNC: RsyncFacts = {
  path: '/opt/local/bin/rsync',
  flavour: 'gnu',
  version: '3.5.1',
  protocol: 32,
  can: {
    hardLinks: true,
    acls: true,
    xattrs: true,
    creationTimes: true,
    fileFlags: false,
    appleExtended: false,
  },
};

function place(change: Partial<PlaceFacts>): PlaceFacts {
  return {
    path: '/Volumes/Work',
    state: 'present',
    realPath: '/Volumes/Work',
    node: '1:2',
    mountPoint: '/Volumes/Work',
    fileSystem: 'apfs',
    volumeUuid: '1B4E28BA-2FA1-11D2-883F-0016D3CCA427',
    readOnly: false,
    writable: true,
    freeBytes: 780_000_000_000,
    usedBytes: 212_000_000_000,
    freeInodes: undefined,
    entries: 12,
    hasFiles: true,
    marker: undefined,
    caseSensitive: false,
    nanoseconds: true,
    xattrs: true,
    acls: true,
    ownersIgnored: false,
    ...change,
  };
}

function facts(change: Partial<HostFacts>): HostFacts {
  return {
    os: 'darwin',
    osName: 'macOS 26.1',
    arch: 'arm64',
    hostName: 'office.local',
    machineId: 'A',
    user: { name: 'anna', uid: 501 },
    clockSkewMs: 0,
    rsyncs: [RSYNC],
    places: [place({})],
    fullDiskAccess: true,
    ...change,
  };
}

export function sampleReport(change: Partial<CheckReport> = {}): CheckReport {
  return {
    pair: samplePair(),
    primary: { state: 'reached', facts: facts({}) },
    standby: {
      state: 'reached',
      facts: facts({
        osName: 'macOS 15.5',
        arch: 'x86_64',
        hostName: 'spare.local',
        user: { name: 'root', uid: 0 },
        rsyncs: [{ ...RSYNC, version: '3.4.1' }],
        places: [place({ freeBytes: 998_000_000_000, usedBytes: 2_000_000_000 })],
        fullDiskAccess: false,
      }),
    },
    refusals: [],
    losses: [{ what: 'file-flags', why: 'rsync-primary' }],
    notices: [
      { kind: 'first-clone', volumeId: WORK_ID },
      { kind: 'old-rsync', side: 'standby', version: '3.4.1' },
    ],
    ...change,
  };
}

export function doneView(report: CheckReport = sampleReport()): SetupView {
  return setupView({ state: 'done', machines: installedMachines(6), report });
}

export function reportWorld(): FakeAnswers {
  return pairAnswers(pairView({ pair: samplePair({ keyId: 'key-a1b2c3d4e5' }) }), doneView(), {
    'pair.check': async () => sampleReport(),
  });
}

/** A clone would not be started: there is no such disk on the standby. */
export function refusedReportWorld(): FakeAnswers {
  const report = sampleReport({
    refusals: [{ reason: 'destination.missing', volumeId: WORK_ID, details: { path: '/Volumes/Work' } }],
  });
  return pairAnswers(pairView({ pair: samplePair({ keyId: 'key-a1b2c3d4e5' }) }), doneView(report), {
    'pair.check': async () => sampleReport(),
  });
}
