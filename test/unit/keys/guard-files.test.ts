import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBeGuarded,
  commandDigest,
  commandFile,
  destinationsFile,
  roleFiles,
  sharedGuardFiles,
} from '../../../engine/keys/guard-files.ts';
import { GUARD_FOLDER, GUARD_SCRIPT, GUARD_VERSION } from '../../../engine/keys/guard-script.ts';
import { STANDBY_TOOL } from '../../../engine/keys/standby-tool.ts';
import { PairId } from '../../../engine/model/ids.ts';
import { pathTextToBytes } from '../../../engine/model/path-text.ts';
import { VOL_A, VOL_B } from '../../fakes/builders.ts';

const PAIR = PairId.parse('pair-0123456789');
const SCRIPTS = {
  probe: 'probe text',
  mark: 'mark text',
  clear: 'clear text',
  usage: 'usage text',
  links: 'links text',
  command: 'command text',
  deliver: 'deliver text',
  survey: 'survey text',
  drill: 'drill text',
};

/** What printf makes of `%b`. */
function decode(text: string): Buffer {
  const bytes = text.replace(/\\0([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 8)),
  );
  return Buffer.from(bytes, 'latin1');
}

describe("the guard's files", () => {
  it('are the guard and the tool, which are run, and the scripts of its verbs, which are read', () => {
    expect(sharedGuardFiles(SCRIPTS)).toEqual([
      { name: 'guard', content: GUARD_SCRIPT, mode: 0o755 },
      { name: 'standby', content: STANDBY_TOOL, mode: 0o755 },
      { name: 'probe.sh', content: 'probe text', mode: 0o644 },
      { name: 'mark.sh', content: 'mark text', mode: 0o644 },
      { name: 'clear.sh', content: 'clear text', mode: 0o644 },
      { name: 'usage.sh', content: 'usage text', mode: 0o644 },
      { name: 'links.sh', content: 'links text', mode: 0o644 },
      { name: 'command.sh', content: 'command text', mode: 0o644 },
      { name: 'deliver.sh', content: 'deliver text', mode: 0o644 },
      { name: 'survey.sh', content: 'survey text', mode: 0o644 },
      { name: 'drill.sh', content: 'drill text', mode: 0o644 },
    ]);
  });

  it('name each volume with its place, in letters that no shell and no line reader changes', () => {
    const file = destinationsFile(PAIR, [
      { id: VOL_A, destination: '/Volumes/Users', realPath: '/Volumes/Users' },
      { id: VOL_B, destination: '/tmp/it is é', realPath: '/private/tmp/it is é' },
    ]);
    expect(file).toEqual({
      name: 'pair-0123456789.destinations',
      mode: 0o644,
      content:
        'vol-aaaaaa /Volumes/Users\n' +
        'vol-bbbbbb /tmp/it\\0040is\\0040\\0303\\0251 /private/tmp/it\\0040is\\0040\\0303\\0251\n',
    });
  });

  it('give every path back byte for byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(canBeGuarded(`/${name}`));
        const { content } = destinationsFile(PAIR, [{ id: VOL_A, destination: `/${name}` }]);
        expect(content).toMatch(/^vol-aaaaaa [A-Za-z0-9/._\\-]+\n$/);
        const bytes = Buffer.from(pathTextToBytes(`/${name}`));
        expect(decode(content.slice('vol-aaaaaa '.length, -1)).equals(bytes)).toBe(true);
      }),
    );
  });

  it('are refused for a path that rsync cannot name over ssh', () => {
    const paths = [
      '/a\nb',
      '/a\u0007',
      '/a\\#377',
      '/a\\*b',
      '/a\\[b',
      '/a*b',
      '/a\\b',
      '/a b',
      "/it's",
      '/é',
    ];
    expect(paths.filter((path) => !canBeGuarded(path))).toEqual([
      '/a\nb',
      '/a\u0007',
      '/a\\#377',
      '/a\\*b',
      '/a\\[b',
    ]);
    expect(() => destinationsFile(PAIR, [{ id: VOL_A, destination: '/a\nb' }])).toThrow('no guard for');
  });

  it('for another account name its folder and owner, and leave the machine’s syslog alone', () => {
    const account = { uid: 501, guardFolder: '/private/var/folders/q_/x+y/T/w-1.a/guard', obeysSshd: false };
    const [guard, tool] = sharedGuardFiles(SCRIPTS, account);
    for (const [text, owned, more] of [
      [GUARD_SCRIPT, guard, [`runbooks='${account.guardFolder}/runbooks'`]],
      [STANDBY_TOOL, tool, []],
    ] as const) {
      const changed = text.split('\n').flatMap((line, at) => {
        const now = owned?.content.split('\n')[at];
        return now === line ? [] : [now];
      });
      expect(changed).toEqual([`folder='${account.guardFolder}'`, 'own=501', ...more, 'logger=']);
    }
  });

  it.each(["/it's", '/a b', '/a$x', '/é', 'relative', '/a\n/b', '/'])(
    'are refused for the folder %j',
    (guardFolder) => {
      const account = { uid: 501, guardFolder, obeysSshd: false };
      expect(() => sharedGuardFiles(SCRIPTS, account)).toThrow('no guard in');
    },
  );

  it('have one for each command, which only root reads and whose name is its text’s', () => {
    expect(commandFile(PAIR, 'date\n')).toEqual({
      name: `pair-0123456789.command.${commandDigest('date\n')}`,
      content: 'date\n',
      mode: 0o600,
    });
    expect(commandDigest('date')).toMatch(/^[0-9a-f]{32}$/);
    expect(commandDigest('date')).not.toBe(commandDigest('date '));
  });

  it('are two that the tool of a promoted standby leaves', () => {
    expect(roleFiles(PAIR)).toEqual(['pair-0123456789.promoted', 'pair-0123456789.generation']);
  });
});

describe("the guard's text and the tool's", () => {
  it('names its folder once, tells its version, and holds no eval and no backquote that runs', () => {
    expect(GUARD_SCRIPT).toContain(`\nguard_version=${String(GUARD_VERSION)}\n`);
    for (const text of [GUARD_SCRIPT, STANDBY_TOOL]) {
      expect(text.split(GUARD_FOLDER)).toHaveLength(2);
      expect(text).not.toMatch(/\beval\b|`(?!')/);
      expect(text).toMatch(/^[\n -~]+$/);
    }
  });
});
