import { NO_RESULT, NO_TOTALS, type RunRecord } from '../../../../engine/model/run.ts';
import { RunId } from '../../../../engine/model/ids.ts';
import type { Strategy } from '../../../../engine/model/failover.ts';
import type { MachineFacts } from '../../../../engine/model/machine.ts';
import type { RunbookInput } from '../../../../engine/plan/runbook/runbook-input.ts';
import { aPair, aVolume } from '../../../fakes/builders.ts';
import { aDisk, aRunbookInput, aSurvey, aSurveyedPlace } from '../../../fakes/survey-builders.ts';

export const HOSTILE_NAMES = [
  `a</pre><script>alert(1)</script><pre>`,
  `"onmouseover="x`,
  `it's $(touch pwned) \`touch pwned\` ; | & > *`,
  '-leading',
  'new\nline\r\nand\ttab',
  '\u202ereversed\u2066\u200b',
  '```\n# heading\n~~~',
  '| a | b |',
  '[x](javascript:x) ![y](z) <http://x> &lt;',
  '\\#377 raw, \\#134 back',
  'back\\slash\\',
  '  spaces  ',
  '1. list',
  '$HOME and ~ and {a,b} and !x',
];

/** A pair with the same name for everything that others give names to; it takes over in this way. */
export function aHostileInput(name: string, strategy: Strategy): RunbookInput {
  const path = (root: string): string => `${root}/${name.replaceAll('/', '∕')}`;
  const isSystem = strategy === 'boot';
  const pair = aPair({
    volumes: [
      aVolume({
        source: isSystem ? '/' : path('/Users'),
        destination: path('/Volumes'),
        role: isSystem ? 'system' : 'data',
      }),
    ],
    filters: { preset: 'none', excludes: [name] },
  });
  const destination = path('/Volumes');
  const service = { service: name, device: 'en0', router: '10.0.0.1', prefixLength: 24 } as const;
  const primary: Partial<MachineFacts> = {
    osVersion: isSystem ? '10.14.6' : '15.5',
    computerName: name,
    localHostName: name,
    hostName: name,
    model: name,
    serial: name,
    chip: name,
    addresses: [{ ...service, address: '10.0.0.10' }],
    shares: [{ name, path: `${path('/Users')}/shared`, protocols: ['smb', 'nfs', 'afp'] }],
    daemons: [{ name, path: `${path('/Users')}/a.plist`, state: 'running' }],
    jobs: [{ owner: name, when: name, program: name }],
    users: [
      { name, uid: 501, home: `${path('/Users')}/home` },
      { name: `${name}2`, uid: 502, home: '/nowhere' },
    ],
    ports: [{ protocol: 'tcp', port: 445, program: name }],
  };
  const standby: Partial<MachineFacts> = {
    ...(strategy === 'serve' ? { os: 'linux', osName: name } : { osVersion: '14.1' }),
    computerName: name,
    hostName: name,
    addresses: [{ ...service, address: '10.0.0.11' }],
    users: [{ name: 'admin', uid: 501, home: '/Users/admin' }],
    daemons: [],
    shares: [],
    disks: [aDisk({ path: destination, device: name, volumeName: name, isEncrypted: true })],
  };
  return aRunbookInput({
    pair,
    settings: { notes: `${name}\n${name}` },
    survey: {
      primary: aSurvey(primary),
      standby: aSurvey(standby, { places: [aSurveyedPlace({ path: destination })] }),
    },
    status: { recoveryPoint: '2026-11-23T03:00:00.000Z', lastRun: aPartialRun(name), lastVerify: undefined },
  });
}

function aPartialRun(name: string): RunRecord {
  const { id, source, destination } = aVolume();
  return {
    ...NO_RESULT,
    id: RunId.parse('20261123-030000-abcd'),
    pairId: aPair().id,
    pairName: 'Office',
    mode: 'sync',
    state: 'finished',
    startedAt: '2026-11-23T03:00:00.000Z',
    finishedAt: '2026-11-23T03:10:00.000Z',
    outcome: 'partial',
    phases: {},
    volumes: [
      { volumeId: id, source, destination, state: 'partial', totals: NO_TOTALS, finishedAt: undefined },
    ],
    problems: [{ code: 'rsync.partial', retry: 'person', details: { count: 30, files: [name] } }],
    losses: [{ what: 'acls', why: 'rsync-primary', volumeId: id }],
    owner: { pid: 1, startToken: 'a' },
  };
}
