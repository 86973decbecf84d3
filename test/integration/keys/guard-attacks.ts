import { readFileSync } from 'node:fs';
import { commandDigest } from '../../../engine/keys/guard-files.ts';

const LETTERS = '-nlogDtprxe.iLsfxCIvu';
const HEAD = `rsync --server ${LETTERS}`;
const TAIL = '--log-format=%i --timeout=120 --numeric-ids';

/** Written by hand; DEST, BASE and OUT stand for the destination, the folder it is in, and a folder outside. */
const HOSTILE = JSON.parse(
  readFileSync(new URL('../../fixtures/rsync/server-commands/hostile.json', import.meta.url), 'utf8'),
) as {
  /** Options that the engine never causes; each would read, write or run something else, or is an odd spelling. */
  readonly options: readonly string[];
  /** In the place of the bundle of short options. */
  readonly bundles: readonly string[];
  /** In the destination's place. */
  readonly destinations: readonly string[];
  /** What a shell would do more with than take it for a word; goes before, behind and into a good command. */
  readonly tricks: readonly string[];
  /** Commands that are none of this key's. */
  readonly commands: readonly string[];
};

export interface AttackPlaces {
  /** The folder that holds the destination, which is called `one` in it. */
  readonly base: string;
  readonly outside: string;
  readonly pairId: string;
  readonly volumeId: string;
}

/** Several hundred commands, none of which the guard may let through. */
export function attacks({ base, outside, pairId, volumeId }: AttackPlaces): string[] {
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  const marker = (id: string): string => hex(JSON.stringify({ version: 1, pairId: id, volumeId }));
  const good = `${HEAD} ${TAIL} . DEST/`;
  const rest = good.slice('rsync '.length);
  const probe = (...words: string[]): string => `warmspare probe ${words.join(' ')}`;
  const templates = [
    ...['--confine-root=/', '--confine-root=', '--confine-root=. --confine-root=.', '--confine-root=.. '].map(
      (word) => `rsync ${word} ${rest}`,
    ),
    `${HEAD} --confine-root=. ${TAIL} . DEST/`,
    ...['=/etc', '=DEST/..', '=DEST/$(id)', '=DEST;id', '=', '==', hex('/etc')].map((word) =>
      probe('=abc123', '=full', word),
    ),
    probe('=abc123', hex('full'), '=DEST'),
    probe('=abc123', '=odd', '=DEST'),
    ...[
      '',
      '=abc123',
      '=ABC =DEST',
      '=abc123 =/etc',
      '=abc123 =DEST/..',
      '=abc123 =DEST =OUT',
      `${hex('abc123')} HEXOUT`,
    ].map((words) => `warmspare survey ${words}`),
    ...[
      '',
      'date',
      '=n =date =before =none =run-1 =5',
      `=n =../one =before =none =run-1 =5`,
      `=n =${'0'.repeat(32)} =before =none =run-1 =5`,
      `=n =COMMAND =before =none =run-1`,
      `=n =COMMAND =before =none =run-1 =5 =5`,
      `=n =COMMAND =before =failed =run-1 =5`,
      `=n =COMMAND =after =none =run-1 =5`,
      `=n =COMMAND =after =/etc =run-1 =5`,
      `=n =COMMAND =before =none =../x =5`,
      `=n =COMMAND =before =none =run-1 =86401`,
      `=n =COMMAND =before =none =run-1 =9999999999`,
      `=n =COMMAND =before =none =run-1 =-1`,
      `=n =COMMAND/ =before =none =run-1 =5`,
      `=n =./COMMAND =before =none =run-1 =5`,
      `=n ${hex('*')} =before =none =run-1 =5`,
      ...['before none run-1 $(id)', 'before none run-1;id 5', 'before;id none run-1 5'].map((words) =>
        ['n', 'COMMAND', ...words.split(' ')].map(hex).join(' '),
      ),
      `${hex('n')} ${hex('*')} ${hex('before')} ${hex('none')} ${hex('run-1')} ${hex('5')}`,
    ].map((words) => `warmspare command ${words}`),
    ...[
      '',
      '=n =PAIRID =Failover =html',
      '=n =pair-9876543210 =Failover =html =5',
      '=n =PAIRID =Failover =sh =5',
      '=n =PAIRID =Failover =html =-1',
      '=n =PAIRID =Failover =html =5 =/etc',
      '=n =PAIRID =../Failover =html =5',
      '=n =PAIRID =-Failover =html =5',
      '=n =PAIRID =a.b =html =5',
      `=n =PAIRID =${'a'.repeat(61)} =html =5`,
      '=.. =PAIRID =Failover =html =5',
      ...[' a', 'a;id', 'a$(id)', 'a/b', 'a\u00e9'].map((name) =>
        ['n', 'PAIRID', name, 'html', '5'].map(hex).join(' '),
      ),
    ].map((words) => `warmspare deliver ${words}`),
    ...['', '=n', '=n =date', '=n =COMMAND =date', `=n ${hex('*')}`, `=n =${'?'.repeat(32)}`].map(
      (words) => `warmspare has ${words}`,
    ),
    ...HOSTILE.options.flatMap((option) => [
      `${HEAD} ${option} ${TAIL} . DEST/`,
      `${HEAD} ${TAIL} ${option} . DEST/`,
    ]),
    ...HOSTILE.bundles.map((bundle) => `rsync --server ${bundle} ${TAIL} . DEST/`),
    ...HOSTILE.destinations.map((place) => `${HEAD} ${TAIL} . ${place}`),
    ...HOSTILE.tricks.flatMap((trick) => [
      `${trick}${good}`,
      `${good}${trick}`,
      `${HEAD} ${trick} ${TAIL} . DEST/`,
    ]),
    ...HOSTILE.commands,
    ...[`${good}${' x'.repeat(20_000)}`, 'a'.repeat(40_000), `${HEAD} ${'\\a'.repeat(15_000)} . DEST/`],
    ...[
      `${HEAD} ${'x '.repeat(200)} . DEST/`,
      "'".repeat(30_001),
      `${HEAD} . ${'DEST/'.repeat(100)}`,
      `${good}\\`,
      `${good}'`,
    ],
  ];
  // What only looks like one: an escaped letter is that letter.
  const attacking = templates.filter((template) => template !== `\\${good}`);
  return attacking.map((template) =>
    template
      .replaceAll('HEXOTHERMARK', marker('pair-9876543210'))
      .replaceAll('HEXMARK', marker(pairId))
      .replaceAll('COMMAND', commandDigest(`touch ${outside}/ran`))
      .replaceAll(hex('PAIRID'), hex(pairId))
      .replaceAll('PAIRID', pairId)
      .replaceAll('HEXDEST', hex(`${base}/one`))
      .replaceAll('HEXOUT', hex(outside))
      .replaceAll('DEST', `${base}/one`)
      .replaceAll('BASE', base)
      .replaceAll('OUT', outside),
  );
}
