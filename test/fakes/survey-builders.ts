import { NO_FAILOVER_SETTINGS } from '../../engine/model/failover.ts';
import type { DiskFacts, MachineFacts } from '../../engine/model/machine.ts';
import type { Survey, SurveyedPlace } from '../../engine/model/survey.ts';
import type { RunbookInput } from '../../engine/plan/runbook/runbook-input.ts';
import { aPair } from './builders.ts';
import { aSurveyedPlace as aPlace } from './readiness-builders.ts';

/** An Intel Mac with macOS 10.14, by its arch alone. */
export function aMachine(fields: Partial<MachineFacts> = {}): MachineFacts {
  return {
    os: 'darwin',
    osName: 'macOS 10.14.6',
    osVersion: '10.14.6',
    osBuild: '18G9323',
    arch: 'x86_64',
    hostName: 'office',
    disks: [],
    ...fields,
  };
}

export function aDisk(fields: Partial<DiskFacts> = {}): DiskFacts {
  return { path: '/Volumes/Clone', volumeName: 'Clone', ...fields };
}

/** A whole volume at its path. */
export function aSurveyedPlace(fields: Partial<SurveyedPlace> = {}): SurveyedPlace {
  return aPlace({ path: '/Volumes/Clone', ...fields });
}

/** Looked at by root, a minute before the tests' now. */
export function aSurvey(machine: Partial<MachineFacts> = {}, fields: Partial<Survey> = {}): Survey {
  return {
    at: '2026-11-23T09:15:00.000Z',
    clockSkewMs: 0,
    isRoot: true,
    places: [aSurveyedPlace()],
    machine: aMachine(machine),
    ...fields,
  };
}

/** Of two Macs that were looked at, and a pair that was never copied. */
export function aRunbookInput(fields: Partial<RunbookInput> = {}): RunbookInput {
  return {
    pair: aPair(),
    settings: NO_FAILOVER_SETTINGS,
    survey: { primary: aSurvey(), standby: aSurvey() },
    status: { recoveryPoint: undefined, lastRun: undefined, lastVerify: undefined },
    readiness: undefined,
    now: Date.parse('2026-11-23T09:16:00.000Z'),
    timeZone: 'UTC',
    ...fields,
  };
}
