import { describe, expect, it } from 'vitest';
import { exitMeaning } from '../../../engine/rsync/exit.ts';
import { MessageLog } from '../../../engine/rsync/messages.ts';

function meaningOf(code: number | null, lines: readonly string[] = [], options = {}): string {
  const messages = new MessageLog();
  for (const line of lines) messages.add(line);
  const { outcome, problem } = exitMeaning(
    { code, signal: code === null ? 'SIGKILL' : null, messages },
    options,
  );
  return problem === undefined ? outcome : `${outcome} ${problem.code} ${problem.retry}`;
}

describe('the end of an rsync', () => {
  it.each<[number | null, string]>([
    [0, 'succeeded'],
    [1, 'failed rsync.usage person'],
    [2, 'failed rsync.protocol person'],
    [10, 'failed rsync.connection-lost transient'],
    [11, 'failed rsync.io person'],
    [12, 'failed rsync.connection-lost transient'],
    [20, 'failed rsync.killed transient'],
    [23, 'partial rsync.partial person'],
    [24, 'partial rsync.vanished transient'],
    [25, 'partial rsync.max-delete person'],
    [30, 'failed rsync.timeout transient'],
    [35, 'failed rsync.timeout transient'],
    [127, 'failed rsync.missing person'],
    [255, 'failed rsync.connection-lost transient'],
    [77, 'failed rsync.failed person'],
    [null, 'failed rsync.killed transient'],
  ])('with code %s is %s', (code, expected) => {
    expect(meaningOf(code)).toBe(expected);
  });

  it.each<[number, string, string]>([
    [255, 'Host key verification failed.', 'failed endpoint.host-key-changed person'],
    [255, 'root@spare: Permission denied (publickey).', 'failed endpoint.auth-failed person'],
    [12, 'openrsync: invalid option -- X', 'failed rsync.usage person'],
    [12, 'bash: line 1: rsync: command not found', 'failed rsync.missing person'],
    [2, 'protocol version mismatch -- is your shell clean?', 'failed endpoint.garbled person'],
    [12, 'protocol version mismatch -- is your shell clean?', 'failed endpoint.garbled person'],
    [
      11,
      'rsync: [receiver] write failed on "/d/x": No space left on device (28)',
      'failed rsync.disk-full person',
    ],
    [
      23,
      'rsync: [receiver] mkstemp "/d/.x.Ab" failed: No space left on device (28)',
      'failed rsync.disk-full person',
    ],
  ])('with code %s and "%s" is %s', (code, line, expected) => {
    expect(meaningOf(code, [line])).toBe(expected);
  });

  it('names the files that were left', () => {
    const messages = new MessageLog();
    messages.add('rsync: [sender] opendir "/src/secret\\#012x" failed: Permission denied (13)');
    messages.add('file has vanished: "/src/gone"');
    messages.add(
      'rsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1394) [sender=3.5.0]',
    );
    expect(exitMeaning({ code: 23, signal: null, messages }).problem?.details).toMatchObject({
      exitCode: 23,
      count: 2,
      files: ['/src/secret\nx', '/src/gone'],
    });
  });

  it('of a pass that deletes what is missing is no failure when things are missing', () => {
    const lines = [
      'rsync: [sender] link_stat "/src/dd/1" failed: Not a directory (20)',
      'file has vanished: "/src/b"',
    ];
    expect(meaningOf(23, lines, { missingIsFine: true })).toBe('succeeded');
    expect(meaningOf(23, lines)).toBe('partial rsync.partial person');
    const bad = [...lines, 'rsync: [generator] delete_file: unlink(x) failed: Operation not permitted (1)'];
    expect(meaningOf(23, bad, { missingIsFine: true })).toBe('partial rsync.partial person');
    expect(meaningOf(23, [], { missingIsFine: true })).toBe('partial rsync.partial person');
  });

  it('with 0 is not whole when deletions were stopped', () => {
    expect(meaningOf(0, ['Deletions stopped due to --max-delete limit (2 skipped)'])).toBe(
      'partial rsync.max-delete person',
    );
  });

  it('keeps a bounded part of a million messages and counts them all', () => {
    const messages = new MessageLog();
    for (let i = 0; i < 1_000_000; i++)
      messages.add(`rsync: [sender] opendir "/src/${i}" failed: Permission denied (13)`);
    expect([messages.count('unreadable'), messages.paths.length, messages.text.length <= 4000]).toEqual([
      1_000_000,
      1000,
      true,
    ]);
  });
});
