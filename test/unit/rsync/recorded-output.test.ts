import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../../../engine/rsync/line-splitter.ts';
import { OutputReader, type OutputRecord } from '../../../engine/rsync/output.ts';
import { fixture } from './fixture.ts';

function read(text: string, cut = 0): OutputRecord[] {
  const splitter = new LineSplitter();
  const reader = new OutputReader();
  const lines = [
    ...splitter.push(text.slice(0, cut)),
    ...splitter.push(text.slice(cut)),
    ...splitter.flush(),
  ];
  return lines.map((line) => reader.read(line));
}

function short(records: readonly OutputRecord[]): string[] {
  return records.flatMap((record) =>
    record.type === 'change'
      ? [`${record.change} ${record.hardLink ? 'linked ' : ''}${record.entry} ${record.path}`]
      : record.type === 'same'
        ? [`same ${record.entry} ${record.path}`]
        : [],
  );
}

function textsOf(records: readonly OutputRecord[]): string[] {
  return records.flatMap((record) => (record.type === 'text' ? [record.text] : []));
}

describe('a recorded comparison', () => {
  it('is a plan with every name as it is on the disk', () => {
    expect(short(read(fixture('gnu-3.5.0-compare.stdout')))).toEqual([
      'deleted unknown olddir/sub/f',
      'deleted directory olddir/sub',
      'deleted directory olddir',
      'deleted unknown .warmspare-partial/big',
      'deleted directory .warmspare-partial',
      'deleted unknown old\u0001name',
      'deleted unknown was-dir/in',
      'created file a|b => c -> d',
      'created file big',
      'created file café',
      'created special fifo',
      'created file latin \\#351\\#377',
      'created file lit \\#134#101',
      'created file new\nline',
      'updated file plain',
      'created file was-dir',
      'created directory dir',
      'created file dir/hard',
      'created linked file dir/a.txt',
      'created directory dir/gone2',
      'created directory was-file',
      'created file was-file/in',
    ]);
  });

  it('does not take for deleted what rsync says it would keep', () => {
    const texts = textsOf(read(fixture('gnu-3.5.0-compare.stdout')));
    expect(texts.slice(0, 4)).toEqual([
      '[generator] risking directory .warmspare-partial because of pattern .warmspare-partial/',
      'cannot delete non-empty directory: stays/y',
      'ws|*deleting  |0|1970/01/01-00:00:00|stays/y/',
      'cannot delete non-empty directory: stays',
    ]);
  });

  it('tells a hard link that is there from one that is to be made', () => {
    const lines = [
      'wsl|hf         |2|2026/11/23-12:34:23||b',
      'wsl|hf         |2|2026/11/23-12:34:23| => a|c',
      'wsl|.L         |3|2026/11/23-12:36:22| -> a|b|sl',
      'wsl|cLc........|4|2026/11/23-12:36:22| -> \\#377||x|pipe|d',
      'ws|hf         |2|2026/11/23-12:34:23|b',
    ];
    expect(short(read(lines.join('\n')))).toEqual([
      'same file b',
      'updated linked file c',
      'same symlink sl',
      'updated symlink pipe|d',
      'updated linked file b',
    ]);
  });

  it('with what is unchanged finds nothing to do', () => {
    const found = short(read(fixture('gnu-3.5.0-compare-unchanged.stdout')));
    expect(found.filter((line) => !line.startsWith('same '))).toEqual([]);
    expect(found).toHaveLength(17);
  });
});

describe('recorded output', () => {
  it.each(['gnu-3.5.0-compare.stdout', 'gnu-3.5.0-copy.stdout', 'openrsync-copy.stdout'])(
    'of %s reads the same wherever the pipe cuts it',
    (name) => {
      const text = fixture(name);
      const whole = JSON.stringify(read(text));
      for (let cut = 1; cut < text.length; cut++) expect(JSON.stringify(read(text, cut))).toBe(whole);
    },
  );

  it('of a copy has nothing in it that is not understood but chatter', () => {
    expect(textsOf(read(fixture('gnu-3.5.0-copy.stdout')))).toEqual([
      'Matched data: 0 bytes',
      'File list size: 0',
      'File list generation time: 0.001 seconds',
      'File list transfer time: 0.000 seconds',
      'sent 3001528 bytes  received 254 bytes  2001188.00 bytes/sec',
      'total size is 3000036  speedup is 1.00',
    ]);
  });

  it('of openrsync has narrow items, and progress that knows only files', () => {
    const records = read(fixture('openrsync-copy.stdout'));
    expect(short(records)).toEqual(['created directory dir', 'created file big', 'deleted unknown old']);
    expect(records.find(({ type }) => type === 'progress')).toEqual({
      type: 'progress',
      bytes: 0,
      percent: 0,
      bytesPerSecond: 296.82 * 1024 ** 2,
      filesSent: 1,
      left: { toCheck: 2, total: 14, final: true },
    });
  });

  it('that breaks off within a name is no change', () => {
    expect(new OutputReader().readTorn('ws|*deleting  |0|1970/01/01-00:00:00|Docum')).toEqual({
      type: 'text',
      text: '(cut) ws|*deleting  |0|1970/01/01-00:00:00|Docum',
    });
  });

  it('names the rule that left something out as a person wrote it', () => {
    const [record] = read('[sender] hiding file caf\\#303\\#251 because of pattern caf\\#303\\#251');
    expect(record).toEqual({ type: 'filtered', rule: 'café', isFolder: false, path: 'café' });
  });

  it('names all that its rules left out, whatever the names', () => {
    const filtered = read(fixture('gnu-3.5.0-left-out.stdout')).flatMap((record) =>
      record.type === 'filtered' ? [[record.rule, record.isFolder ? 'folder' : 'file', record.path]] : [],
    );
    expect(filtered).toEqual([
      ['*.tmp', 'folder', 'odd\nname.tmp'],
      ['*.tmp', 'file', 'a because of pattern *.tmp'],
      ['*.tmp', 'file', 'f.tmp'],
      ['*.tmp', 'file', 'bad\\#377.tmp'],
      ['.Trash/', 'folder', '.Trash'],
      ['*.tmp', 'folder', 'dir.tmp'],
      ['*.tmp', 'file', 'l.tmp'],
      ['*.tmp', 'file', 'café.tmp'],
      ['*.tmp', 'file', 'a/g.tmp'],
    ]);
  });
});
