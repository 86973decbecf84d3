import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToPathText } from '../../../engine/model/path-text.ts';
import { LineSplitter } from '../../../engine/rsync/line-splitter.ts';
import { decodeName, parseLine, type OutputRecord } from '../../../engine/rsync/output.ts';

// Recorded: rsync 3.5.0, --info=progress2,stats2 --no-human-readable.
const OUTPUT = [
  'ws|*deleting  |0|1970/01/01-00:00:00|b/f3\n',
  'ws|>f+++++++++|5|2026/11/23-11:24:52|dd\n',
  '\r             15  48%   14.65kB/s    0:00:00 (xfr#2, to-chk=2/16)\n',
  'ws|hf+++++++++|2|2026/11/23-11:24:52|h3\n',
  'ws|.d..t......|4096|2026/11/23-11:24:52|a/\n',
  'ws|cL+++++++++|1|2026/11/23-11:24:52|l|x\n',
  'ws|.f...p.....|9|2026/11/23-11:24:52|new\\#012line\n',
  '\r             19  61%   18.55kB/s    0:00:00 (xfr#4, to-chk=0/16)\r             19  61%   18.55kB/s    0:00:00 (xfr#4, to-chk=0/16)\n',
  '\nNumber of files: 16 (reg: 11, dir: 4, link: 1)\nTotal file size: 31 bytes\nTotal bytes sent: 371\nTotal bytes received: 146\n',
  'something that nobody knows\n',
].join('');

function parseInChunks(text: string, cut: number): OutputRecord[] {
  const splitter = new LineSplitter();
  const chunks = cut === 0 ? [text] : [text.slice(0, cut), text.slice(cut)];
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.flush()].map(parseLine);
}

const MODIFIED = '2026/11/23-11:24:52';

describe("rsync's output", () => {
  it('is read line by line, and nothing of it is dropped', () => {
    expect(parseInChunks(OUTPUT, 0)).toEqual([
      {
        type: 'change',
        itemized: '*deleting',
        change: 'deleted',
        entry: 'unknown',
        bytes: 0,
        modified: '1970/01/01-00:00:00',
        path: 'b/f3',
        hardLink: false,
      },
      {
        type: 'change',
        itemized: '>f+++++++++',
        change: 'created',
        entry: 'file',
        bytes: 5,
        modified: MODIFIED,
        path: 'dd',
        hardLink: false,
      },
      {
        type: 'progress',
        bytes: 15,
        percent: 48,
        bytesPerSecond: 14.65 * 1024,
        filesSent: 2,
        left: { toCheck: 2, total: 16, final: true },
      },
      {
        type: 'change',
        itemized: 'hf+++++++++',
        change: 'created',
        entry: 'file',
        bytes: 2,
        modified: MODIFIED,
        path: 'h3',
        hardLink: true,
      },
      {
        type: 'change',
        itemized: '.d..t......',
        change: 'attributes',
        entry: 'directory',
        bytes: 4096,
        modified: MODIFIED,
        path: 'a',
        hardLink: false,
      },
      {
        type: 'change',
        itemized: 'cL+++++++++',
        change: 'created',
        entry: 'symlink',
        bytes: 1,
        modified: MODIFIED,
        path: 'l|x',
        hardLink: false,
      },
      {
        type: 'change',
        itemized: '.f...p.....',
        change: 'attributes',
        entry: 'file',
        bytes: 9,
        modified: MODIFIED,
        path: 'new\nline',
        hardLink: false,
      },
      ...[0, 1].map(() => ({
        type: 'progress',
        bytes: 19,
        percent: 61,
        bytesPerSecond: 18.55 * 1024,
        filesSent: 4,
        left: { toCheck: 0, total: 16, final: true },
      })),
      { type: 'stat', key: 'files', value: 16 },
      { type: 'stat', key: 'totalBytes', value: 31 },
      { type: 'stat', key: 'sent', value: 371 },
      { type: 'stat', key: 'received', value: 146 },
      { type: 'text', text: 'something that nobody knows' },
    ]);
  });

  it('reads the same wherever the pipe cuts the bytes', () => {
    const whole = parseInChunks(OUTPUT, 0);
    for (let cut = 1; cut < OUTPUT.length; cut++) expect(parseInChunks(OUTPUT, cut)).toEqual(whole);
  });

  it('gives any name back that rsync escaped', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 30 }), (bytes) => {
        expect(decodeName(escapedByRsync(bytes))).toBe(bytesToPathText(bytes));
      }),
      { numRuns: 3000 },
    );
  });

  it('knows every kind of itemised line', () => {
    const kinds = [
      '>f.st......',
      '<f+++++++++',
      '.d...pog...',
      'cd+++++++++',
      'cLc.t......',
      '.f          ',
      '.f........x',
      'hf.st......',
      'cD+++++++++',
      'cS+++++++++',
      '>f+++++++',
      '>f.st....',
      '.f...p......',
    ].map((itemized) => {
      const record = parseLine(`ws|${itemized}|1|${MODIFIED}|x`);
      return record.type === 'change' ? `${record.change} ${record.entry}` : record.type;
    });
    expect(kinds).toEqual([
      'updated file',
      'created file',
      'attributes directory',
      'created directory',
      'updated symlink',
      'same',
      'attributes file',
      'updated file',
      'created device',
      'created special',
      'created file',
      'updated file',
      'attributes file',
    ]);
  });

  it('knows the statistics of openrsync and of older rsyncs', () => {
    const lines = [
      'Number of files transferred: 8',
      'Total sent: 69009341 B',
      'Total received: 232 B',
      'Total file size: 69,000,015 bytes',
    ];
    expect(lines.map(parseLine)).toEqual([
      { type: 'stat', key: 'transferred', value: 8 },
      { type: 'stat', key: 'sent', value: 69_009_341 },
      { type: 'stat', key: 'received', value: 232 },
      { type: 'stat', key: 'totalBytes', value: 69_000_015 },
    ]);
  });

  it('says which rule left something out', () => {
    expect(parseLine('[sender] hiding file a b.tmp because of pattern *.tmp')).toEqual({
      type: 'filtered',
      rule: '*.tmp',
      isFolder: false,
      path: 'a b.tmp',
    });
    const odd = '[sender] hiding directory a because of pattern b because of pattern a*b/';
    expect(parseLine(odd)).toEqual({
      type: 'filtered',
      rule: 'a*b/',
      isFolder: true,
      path: 'a because of pattern b',
    });
  });

  it('knows no total while the list grows', () => {
    const record = parseLine('     21288000  30%   19.57MB/s    0:00:02 (xfr#7, ir-chk=1000/2014)');
    expect(record).toMatchObject({ left: { toCheck: 1000, total: 2014, final: false } });
    expect(parseLine('     21288000  30%   19.57MB/s    0:00:02  ')).toMatchObject({
      bytes: 21_288_000,
      left: undefined,
    });
  });

  it('cuts a line that never ends', () => {
    const splitter = new LineSplitter();
    const lines: string[] = [];
    for (let i = 0; i < 40; i++) lines.push(...splitter.push('x'.repeat(100_000)));
    expect(lines.length).toBeGreaterThan(0);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(1_200_000);
  });
});

/** As rsync writes names without -8 in the C locale (log.c, filtered_fwrite). */
function escapedByRsync(bytes: Uint8Array): string {
  const octal = (byte: number) => `\\#${byte.toString(8).padStart(3, '0')}`;
  return Array.from(bytes, (byte, at) => {
    const looksEscaped =
      byte === 0x5c && bytes[at + 1] === 0x23 && [2, 3, 4].every((i) => isDigit(bytes[at + i]));
    const hidden = byte < 0x20 || byte > 0x7e;
    return hidden || looksEscaped ? octal(byte) : String.fromCharCode(byte);
  }).join('');
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
