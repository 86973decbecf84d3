import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { MachineFacts } from '../../../engine/model/machine.ts';
import { localShell } from '../../../engine/platform/local-shell.ts';
import { parseSurvey } from '../../../engine/platform/parse-survey.ts';
import { SURVEY_SCRIPT, surveyArguments, YOUNG } from '../../../engine/platform/survey-script.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { factsOf, toldBy, type ToldMachine } from '../../helpers/told-machine.ts';
import { PaperMac } from './paper-mac.ts';
import { isAbsent, POSIX_SHELLS, runShell } from './shells.ts';

/** zsh as /bin/sh only: nothing runs the script in zsh's own language. */
const SHELLS = Object.entries(POSIX_SHELLS).filter(([name]) => name !== 'zsh' && name !== 'sh');

function surveyBy(
  shell: readonly [string, ...string[]],
  script: string,
  paths: readonly string[] = [],
): MachineFacts | string {
  const parsed = parseSurvey(runShell(shell, script, ['n', ...paths]), { nonce: 'n', paths });
  return parsed.ok ? parsed.value : parsed.error;
}

it.skipIf(isAbsent('/usr/bin/shellcheck'))('has nothing for shellcheck to say (if installed)', () => {
  const script = `#!/bin/sh\n${SURVEY_SCRIPT}`;
  const done = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: script, encoding: 'utf8' });
  expect(done.stdout + done.stderr).toBe('');
});

describe('the survey of this machine', () => {
  it('agrees with what else is known of it', async () => {
    const folder = tempDir();
    const { stdout, stderr } = await localShell().run(SURVEY_SCRIPT, surveyArguments('n', [folder]));
    const parsed = parseSurvey(stdout, { nonce: 'n', paths: [folder] });
    const facts = parsed.ok ? parsed.value : undefined;
    expect([stderr, MachineFacts.strict().safeParse(facts).error]).toEqual(['', undefined]);
    expect(facts).toMatchObject({
      os: 'linux',
      hostName: hostname(),
      arch: execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim(),
      disks: [{ path: folder }],
    });
  });

  for (const [name, shell] of SHELLS) {
    it.skipIf(isAbsent(shell[0]))(`is the same by ${name} (if installed)`, () => {
      const odd = `${tempDir()}/a \n$(x) '"\\ é`;
      // Others on this machine open ports and make networks meanwhile.
      const lasting = (by: readonly [string, ...string[]]): unknown => {
        const facts = surveyBy(by, SURVEY_SCRIPT, [odd, '/']) as MachineFacts;
        return { ...facts, ports: undefined, addresses: undefined };
      };
      expect(lasting(shell)).toEqual(lasting(['/bin/sh']));
    });
  }
});

describe('the survey of a Mac whose tools are of paper', () => {
  const machines = [
    'apple-silicon-15',
    'intel-t2-14',
    'intel-10.14',
  ] as const satisfies readonly ToldMachine[];
  /** What lies in files, and not in tools' answers, is another here. */
  const withoutFiles = (facts: MachineFacts | string): unknown =>
    typeof facts === 'string'
      ? facts
      : {
          ...facts,
          jobs: undefined,
          shares: facts.shares?.map((share) => ({
            ...share,
            protocols: share.protocols.filter((each) => each !== 'nfs'),
          })),
          daemons: (facts.daemons ?? [])
            .map(({ name, state }) => ({ name, state }))
            .toSorted((a, b) => a.name.localeCompare(b.name)),
          disks: facts.disks.map(({ osVersion: _version, osBuild: _build, ...disk }) => disk),
        };

  it.each(machines)('tells what they say: %s', (machine) => {
    const mac = new PaperMac(tempDir(), machine);
    const told = factsOf(toldBy(machine));
    const paths = typeof told === 'string' ? [] : told.disks.map(({ path }) => path);
    expect(withoutFiles(surveyBy(['/bin/sh'], mac.script, paths))).toMatchObject(
      withoutFiles(told) as object,
    );
  });

  for (const [name, shell] of SHELLS) {
    it.skipIf(isAbsent(shell[0]))(`is the same by ${name} (if installed)`, () => {
      const mac = new PaperMac(tempDir(), 'apple-silicon-15');
      const paths = ['/System/Volumes/Data'];
      expect(surveyBy(shell, mac.script, paths)).toEqual(surveyBy(['/bin/sh'], mac.script, paths));
    });
  }

  it('is there in spite of tools that hang, print without end or fail, and leaves none of them behind', () => {
    const mac = new PaperMac(tempDir(), 'apple-silicon-15');
    const hang = `7${String(process.pid)}`;
    mac.program('sharing', `sleep ${hang}\n`);
    mac.program('fdesetup', `echo 'FileVault is On.'; sleep ${hang} & wait\n`);
    mac.program('pmset', `while :; do echo 'AC Power:'; done\n`);
    mac.program('ifconfig', 'echo "en0: flags=8863<UP>"; kill -SEGV $$\n');
    const script = mac.script.replace(YOUNG, '^00:0[0-6]$');
    const { addresses, isSystemEncrypted, shares, sleeps, computerName, users } = surveyBy(
      ['/bin/sh'],
      script,
    ) as MachineFacts;
    expect({ addresses, isSystemEncrypted, shares, sleeps, computerName, users }).toEqual({
      addresses: undefined,
      isSystemEncrypted: undefined,
      shares: undefined,
      sleeps: undefined,
      computerName: 'Office Mac mini',
      users: [{ name: 'me', uid: 501, home: '/Users/me' }],
    });
    expect(spawnSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).stdout).not.toContain(
      `sleep ${hang}`,
    );
  });
});

describe('what may hold a password', () => {
  const SECRET = 'hunter2';
  const write = (folder: string, files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(`${folder}${path.replace(/\/[^/]*$/, '')}`, { recursive: true });
      writeFileSync(`${folder}${path}`, text);
    }
  };

  for (const [name, shell] of SHELLS) {
    it.skipIf(isAbsent(shell[0]))(`never leaves the machine, by ${name} (if installed)`, () => {
      const folder = tempDir();
      write(folder, {
        '/var/spool/cron/crontabs/me': [
          '# 0 1 * * * comment hunter2',
          'PASSWORD=hunter2',
          `0 3 * * 1-5 /usr/local/bin/backup --password=hunter2`,
          '@daily PASSWORD=hunter2 /usr/bin/sync',
          `*/5 * * jan,feb mon "$HOME/hunter2 x" y`,
          '@reboot  curl https://me:hunter2@example.org',
          '5 4 * * * me:hunter2@host',
          'my secret is hunter2 really yes it is',
          '',
        ].join('\n'),
        '/etc/crontab': '17 *\t* * *\troot\tcd / && run-parts hunter2\n',
        '/etc/cron.d/one': '30 3 * * 0 owner @AppleNotOnBattery test -e hunter2\n',
        '/etc/systemd/system/own.timer': '[Timer]\nOnCalendar=*-*-* 02:00:00\n',
        '/etc/systemd/system/own.service': '[Service]\nExecStart=-/opt/own/run --token hunter2\n',
        '/etc/systemd/system/odd.timer': '[Timer]\nOnCalendar=daily; hunter2\n',
        '/etc/samba/smb.conf':
          '[global]\n password server = hunter2\n[Media]\n comment = hunter2\n path = /srv/media\n',
        '/etc/exports': '/srv/a 10.0.0.0/8(rw) # hunter2\n"/srv/b c" host(ro)\n',
        '/etc/passwd': 'root:hunter2:0:0::/root:/bin/sh\nme:hunter2:1000:1000:hunter2:/home/me:/bin/sh\n',
      });
      const script = SURVEY_SCRIPT.replaceAll('/etc/', `${folder}/etc/`).replaceAll(
        '/var/spool/cron',
        `${folder}/var/spool/cron`,
      );
      expect(runShell(shell, script, ['n']).toString()).not.toContain(SECRET);
      expect(surveyBy(shell, script)).toMatchObject({
        jobs: [
          { owner: 'me', when: '0 3 * * 1-5', program: '/usr/local/bin/backup' },
          { owner: 'me', when: '@daily', program: '?' },
          { owner: 'me', when: '*/5 * * jan,feb mon', program: '?' },
          { owner: 'me', when: '@reboot', program: 'curl' },
          { owner: 'me', when: '5 4 * * *', program: '?' },
          { owner: 'root', when: '17 * * * *', program: 'cd' },
          { owner: 'owner', when: '30 3 * * 0', program: 'test' },
          { owner: 'root', when: 'OnCalendar=*-*-* 02:00:00', program: '/opt/own/run' },
        ],
        shares: [
          { name: 'Media', path: '/srv/media', protocols: ['smb'] },
          { name: '/srv/a', path: '/srv/a', protocols: ['nfs'] },
          { name: '/srv/b c', path: '/srv/b c', protocols: ['nfs'] },
        ],
        users: [{ name: 'me', uid: 1000, home: '/home/me' }],
      });
    });
  }
});

describe('the macOS that lies in a place', () => {
  const PLIST = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<plist version="1.0">\n<dict>',
    '\t<key>ProductBuildVersion</key>\n\t<string>18G9323</string>',
    '\t<key>ProductCopyright</key>\n\t<string>1983-2020 Apple Inc.</string>',
    '\t<key>ProductVersion</key>\n\t<string>10.14.6</string>',
    '</dict>\n</plist>\n',
  ].join('\n');
  const place = (folder: string): string => `${folder}/System/Library/CoreServices`;
  const versionIn = (path: string): unknown => {
    const facts = surveyBy(['/bin/sh'], SURVEY_SCRIPT, [path]);
    return typeof facts === 'string' ? facts : [facts.disks[0]?.osVersion, facts.disks[0]?.osBuild];
  };

  it('is told by its SystemVersion.plist, also when the place is a link itself', () => {
    const folder = tempDir();
    mkdirSync(place(`${folder}/clone`), { recursive: true });
    writeFileSync(`${place(`${folder}/clone`)}/SystemVersion.plist`, PLIST);
    symlinkSync(`${folder}/clone`, `${folder}/link`);
    expect([
      versionIn(`${folder}/clone`),
      versionIn(`${folder}/link`),
      versionIn(`${folder}/nowhere`),
    ]).toEqual([
      ['10.14.6', '18G9323'],
      ['10.14.6', '18G9323'],
      [undefined, undefined],
    ]);
  });

  it('is not read where the file or a folder on the way to it is a link to somewhere else', () => {
    const folder = tempDir();
    mkdirSync(place(`${folder}/outside`), { recursive: true });
    writeFileSync(`${place(`${folder}/outside`)}/SystemVersion.plist`, PLIST);
    mkdirSync(place(`${folder}/a`), { recursive: true });
    symlinkSync(
      `${place(`${folder}/outside`)}/SystemVersion.plist`,
      `${place(`${folder}/a`)}/SystemVersion.plist`,
    );
    mkdirSync(`${folder}/b/System`, { recursive: true });
    symlinkSync(`${folder}/outside/System/Library`, `${folder}/b/System/Library`);
    expect([versionIn(`${folder}/a`), versionIn(`${folder}/b`)]).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('says nothing of what else such a file may hold', () => {
    const folder = tempDir();
    mkdirSync(place(folder), { recursive: true });
    writeFileSync(
      `${place(folder)}/SystemVersion.plist`,
      PLIST.replace('10.14.6', '10.14; a secret').replace('18G9323', 'x'.repeat(100)),
    );
    const said = runShell(['/bin/sh'], SURVEY_SCRIPT, ['n', folder]).toString();
    expect([versionIn(folder), said.includes('secret'), said.includes('Apple')]).toEqual([
      [undefined, undefined],
      false,
      false,
    ]);
  });
});

it('writes nothing where it is started', () => {
  const folder = tempDir();
  spawnSync('/bin/sh', ['-c', SURVEY_SCRIPT, 'sh', 'n', folder], {
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', TMPDIR: folder },
  });
  expect(execFileSync('find', [folder], { encoding: 'utf8' }).trim()).toBe(folder);
});
