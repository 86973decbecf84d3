import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChosenStrategy } from '../../../../engine/model/failover.ts';
import type { MachineFacts } from '../../../../engine/model/machine.ts';
import type { Runbook } from '../../../../engine/model/runbook.ts';
import type { RunbookInput } from '../../../../engine/plan/runbook/runbook-input.ts';
import { summaryOf } from '../../../../engine/text/runbook/strategy-words.ts';
import { stepContext } from '../../../../engine/text/runbook/step-words.ts';
import { writeRunbook } from '../../../../engine/text/runbook/write-runbook.ts';
import { aPair, aVolume } from '../../../fakes/builders.ts';
import { aRunbookInput, aSurvey, aSurveyedPlace } from '../../../fakes/survey-builders.ts';
import { RECORDED, recordedFacts } from './recorded-facts.ts';

/** Every sentence of it, and every command. */
function textsOf({ summary, warnings, notInClone, sections }: Runbook): readonly string[] {
  const steps = sections.flatMap((section) => section.steps);
  return [
    summary,
    ...warnings,
    ...notInClone,
    ...sections.map(({ title }) => title),
    ...steps.flatMap(({ title, why, proof, ifNot, actions }) => [
      title,
      why,
      proof,
      ifNot,
      ...actions.map(({ text }) => text),
    ]),
  ];
}

/** A recorded pair of whose machines some facts could not be told. */
const forgetful = fc
  .tuple(
    fc.constantFrom(...RECORDED),
    fc.array(fc.tuple(fc.constantFrom('primary', 'standby'), fc.nat(40)), { maxLength: 20 }),
    fc.constantFrom('primary', 'standby', undefined),
    fc.constantFrom('boot', 'promote', 'serve', undefined),
  )
  .map(([name, forgotten, unseen, strategy]): RunbookInput => {
    const input = structuredClone(recordedFacts(name));
    const survey = input.survey as Record<string, { machine: Record<string, unknown> } | undefined>;
    for (const [side, at] of forgotten) {
      const machine = survey[side]?.machine;
      const optional = Object.keys(machine ?? {}).filter((key) => !REQUIRED.has(key));
      const key = optional[at % Math.max(1, optional.length)];
      if (machine !== undefined && key !== undefined) delete machine[key];
    }
    if (unseen !== undefined) delete survey[unseen];
    const { strategy: _strategy, ...settings } = input.settings;
    return { ...input, settings: { ...settings, ...(strategy !== undefined && { strategy }) } };
  });

const REQUIRED = new Set(['os', 'osName', 'arch', 'hostName', 'disks']);

describe('a runbook', () => {
  it('is whole sentences, whatever could not be told', () => {
    fc.assert(
      fc.property(forgetful, (input) => {
        for (const text of textsOf(writeRunbook(input))) {
          expect(text).not.toMatch(/undefined|NaN|\[object|\(\)| {2}|\.\.|^$|, ,|: \./);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has something to do, a reason, a proof and a way out in every step', () => {
    fc.assert(
      fc.property(forgetful, (input) => {
        for (const { steps } of writeRunbook(input).sections)
          for (const { actions, why, proof, ifNot, minutes } of steps) {
            expect(actions.length).toBeGreaterThan(0);
            expect([why, proof, ifNot].every((text) => /^\p{Lu}.+\.$/u.test(text))).toEqual(true);
            expect(minutes).toBeGreaterThan(0);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('never has anybody restart a Mac with Apple silicon from a clone', () => {
    const silicon: Partial<MachineFacts> = { osVersion: '15.5', hardware: 'apple-silicon' };
    const runbook = writeRunbook(
      aRunbookInput({
        pair: aPair({ volumes: [aVolume({ source: '/', destination: '/Volumes/Clone', role: 'system' })] }),
        settings: { notes: '', strategy: 'boot' },
        survey: { primary: aSurvey(silicon), standby: aSurvey(silicon) },
      }),
    );
    expect([runbook.strategy, runbook.reason]).toEqual(['promote', 'apple-silicon']);
    expect(textsOf(runbook).filter((text) => /\bbless\b|-setstartupdisk|shutdown -r/.test(text))).toEqual([]);
    expect(runbook.warnings).toContain(
      'For this pair somebody chose to boot the clone. These machines cannot. A Mac with Apple silicon does not start from a copy of another Mac’s system, nor any other Mac from a copy of its system. Choose another way in the pair’s settings.',
    );
  });

  it('has a person’s notes as they are, but for what cannot be seen', () => {
    const notes = '\nAnna: 555-0142\nBen\u202e\u0007\n';
    expect(writeRunbook(aRunbookInput({ settings: { notes } })).notes).toEqual(
      'Anna: 555-0142\nBen\\u202e\\#007',
    );
  });

  it('names of open ports those that stay, in order, whichever way a look told them', () => {
    const port = (number: number, protocol: 'tcp' | 'udp' = 'tcp') => ({ port: number, protocol });
    const rowOf = (...ports: readonly ReturnType<typeof port>[]): string | undefined =>
      writeRunbook(aRunbookInput({ survey: { primary: aSurvey({ ports: [...ports] }) } }))
        .tables.flatMap(({ rows }) => rows)
        .find(({ name }) => name === 'Open ports')?.value;
    const told = [port(5432), port(53, 'udp'), port(49_153), port(53), port(22), port(22)];
    expect([rowOf(...told), rowOf(...told.toReversed()), rowOf(port(60_000))]).toEqual([
      'tcp 22, tcp 53, udp 53, tcp 5432',
      'tcp 22, tcp 53, udp 53, tcp 5432',
      'none',
    ]);
  });

  it('says of what is not known where to look for it', () => {
    const { tables } = writeRunbook(aRunbookInput({ survey: { primary: aSurvey({ osVersion: '12.7' }) } }));
    expect(
      tables.map(({ title, rows }) => [title, rows.map(({ name, value }) => `${name}: ${value}`)]),
    ).toEqual([
      [
        'The primary',
        [
          'Name: office',
          'Address: not known: see System Preferences > Network',
          'System: macOS 10.14.6 (18G9323)',
          'Model: not known: see Apple menu > About This Mac',
          'Serial number: not known: see Apple menu > About This Mac',
          'Chip: x86_64',
          'Own disk: whether it is encrypted is not known',
          'Sign-in: at its own screen; Warmspare runs on it',
        ],
      ],
      [
        'The standby',
        [
          'Name: not known: nobody has looked at this machine',
          `Sign-in: ssh://root@spare.local, host key SHA256:${'A'.repeat(43)}`,
        ],
      ],
      ['What is copied', ['/Volumes/Users: on the standby: /Volumes/Users']],
      [
        'What the primary does for others',
        [
          'Shared folders: not known: nobody could tell',
          'Services: not known: nobody could tell',
          'Open ports: not known: nobody could tell',
          'By the clock: not known: nobody could tell',
          'People: not known: nobody could tell',
        ],
      ],
    ]);
  });
});

describe('the summary of a runbook', () => {
  it('says what happens and why, for every reason', () => {
    const context = stepContext(aRunbookInput({ survey: {} }), false);
    const of = (chosen: ChosenStrategy): string => summaryOf(chosen, undefined, context);
    expect([
      of({ strategy: 'boot', reason: 'file-copy-boots' }),
      of({ strategy: 'promote', reason: 'system-split' }),
      of({ strategy: 'serve', reason: 'standby-no-mac' }),
    ]).toEqual([
      'The standby restarts from the clone, and is the primary from then on: its people, programs and settings. Up to macOS 10.14 a Mac starts from a copy of its files.',
      'The standby keeps its own system. It takes over name, address, shared folders and services of the primary; people’s files are used where the clone lies. From macOS 10.15 on, the system is on a volume that no copy of files replaces: such a clone does not start.',
      'The standby serves the copied files of the primary over the network, and takes over its address. Its programs and settings do not run there. The standby is no Mac, so no system is started from the clone.',
    ]);
  });
});

describe('the words of a runbook’s steps', () => {
  const step = (input: RunbookInput, id: string): string => {
    const found = writeRunbook(input)
      .sections.flatMap(({ steps }) => steps)
      .find((each) => each.id === id);
    if (found === undefined) return 'no such step';
    return [found.title, found.why, ...found.actions.map(({ text }) => text), found.proof, found.ifNot].join(
      '\n',
    );
  };
  const linux: Partial<MachineFacts> = {
    os: 'linux',
    osName: 'Debian',
    hostName: 'spare',
    ports: [{ protocol: 'tcp', port: 22 }],
    addresses: [{ device: 'eth0', address: '10.0.0.20', prefixLength: 24 }],
  };
  const office: Partial<MachineFacts> = {
    ...linux,
    hostName: 'office',
    addresses: [{ device: 'eth0', address: '10.0.0.10', prefixLength: 24 }],
  };
  const ssh = (host: string) =>
    ({ kind: 'ssh', user: 'root', host, port: 22, hostKey: `SHA256:${'A'.repeat(43)}` }) as const;

  it('speak of several disks as several', () => {
    const volumes = ['/Volumes/A', '/Volumes/B'].map((destination, at) =>
      aVolume({ source: `/srv/${String(at)}`, destination }),
    );
    const places = volumes.map(({ destination }) => aSurveyedPlace({ path: destination }));
    const input = aRunbookInput({
      pair: aPair({ volumes }),
      survey: { primary: aSurvey(office), standby: aSurvey(linux, { places }) },
    });
    expect(step(input, 'mount-disks').split('\n')).toEqual([
      'See that the disks “/Volumes/A” and “/Volumes/B” are there',
      'Without its disk, a folder of that name is empty, and everything would seem to be lost.',
      'df /Volumes/A',
      'df /Volumes/B',
      'Mount what is not mounted:',
      'sudo mount /Volumes/A',
      'sudo mount /Volumes/B',
      'If one is missing, see which disks there are:',
      'lsblk -f',
      'The last words of what df prints are /Volumes/A and /Volumes/B.',
      'Look at cables and power. A disk that the list does not have is not connected, or broken.',
    ]);
  });

  it('lead back by Warmspare’s own way where the standby was marked as promoted, and by hand where nobody could', () => {
    const survey = { primary: aSurvey(office), standby: aSurvey(linux) };
    const commands = (pair: Parameters<typeof aPair>[0]): readonly string[] => {
      const input = aRunbookInput({ pair: aPair({ name: 'office', ...pair }), survey });
      const texts = ['copy-back', 'give-back'].map((id) => step(input, id)).join('\n');
      return texts.split('\n').filter((line) => /^(warmspare|sudo|ssh-keygen) /.test(line));
    };
    const giveUp = ['sudo hostnamectl set-hostname -- spare', 'sudo ip addr del 10.0.0.10/24 dev eth0'];
    const forget = ['ssh-keygen -R 10.0.0.10', 'ssh-keygen -R office'];
    const resume = ['warmspare status office', 'warmspare schedule resume office'];
    expect([
      commands({ primary: ssh('10.0.0.10'), standby: ssh('10.0.0.20') }),
      commands({ primary: { kind: 'local' }, standby: ssh('10.0.0.20') }),
    ]).toEqual([
      [
        'warmspare failback office',
        "warmspare setup 'office back'",
        'warmspare failback office',
        "warmspare sync 'office back'",
        "warmspare verify 'office back' --full",
        'warmspare failback office --finish',
        ...giveUp,
        'warmspare pair change office --primary ssh://root@10.0.0.10',
        ...forget,
        ...resume,
      ],
      [...giveUp, ...forget, ...resume],
    ]);
  });
});
