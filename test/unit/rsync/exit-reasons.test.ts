import { describe, expect, it } from 'vitest';
import { exitMeaning } from '../../../engine/rsync/exit.ts';
import { MessageLog } from '../../../engine/rsync/messages.ts';
import { fixture } from './fixture.ts';

function meaningOf(code: number, lines: readonly string[], options = {}): string {
  const messages = new MessageLog();
  for (const line of lines) messages.add(line);
  const { outcome, problem } = exitMeaning({ code, signal: null, messages }, options);
  return problem === undefined ? outcome : `${outcome} ${problem.code} ${problem.retry}`;
}

describe('an end as it was recorded', () => {
  it.each([
    ['gnu-3.5.0-unreadable.stderr', 23, 'partial rsync.partial person'],
    ['gnu-3.5.0-source-gone.stderr', 23, 'failed rsync.io person'],
    ['gnu-3.5.0-max-delete.stderr', 25, 'partial rsync.max-delete person'],
    ['gnu-3.5.0-not-found.stderr', 127, 'failed rsync.missing person'],
    ['gnu-3.5.0-disk-full.stderr', 11, 'failed rsync.disk-full person'],
    ['gnu-3.5.0-disk-full-remote.stderr', 12, 'failed rsync.disk-full person'],
    ['gnu-3.5.0-noisy-shell.stderr', 2, 'failed endpoint.garbled person'],
    ['gnu-3.5.0-promoted.stderr', 12, 'failed standby.promoted person'],
  ])('%s with code %d is %s', (name, code, expected) => {
    expect(meaningOf(code, fixture(name).trim().split('\n'))).toBe(expected);
  });

  it('of a promoted standby says which promotion it was', () => {
    const messages = new MessageLog();
    for (const line of fixture('gnu-3.5.0-promoted.stderr').trim().split('\n')) messages.add(line);
    expect(exitMeaning({ code: 12, signal: null, messages }).problem?.details).toMatchObject({
      side: 'standby',
      count: 1,
      found: '2026-11-27',
    });
  });

  it('has a meaning for every code, and all but 0 are a problem', () => {
    const bad = Array.from({ length: 255 }, (_, i) => meaningOf(i + 1, []));
    expect(bad.filter((text) => text === 'succeeded')).toEqual([]);
    expect([5, 15, 16, 19, 21, 22, 124, 125, 126].map((code) => meaningOf(code, []))).toEqual([
      'failed rsync.protocol person',
      'failed rsync.failed person',
      'failed rsync.killed transient',
      'failed rsync.killed transient',
      'failed rsync.failed person',
      'failed rsync.failed person',
      'failed rsync.connection-lost person',
      'failed rsync.killed transient',
      'failed rsync.missing person',
    ]);
  });

  it('with an attribute too large for ext4 is a partial copy, and no full disk', () => {
    const line =
      'rsync: [receiver] rsync_xal_set: fsetxattr("/d/.x.NX","user.fork") failed: No space left on device (28)';
    expect(meaningOf(23, [line])).toBe('partial rsync.partial person');
  });
});

describe('the end of a pass that deletes what is missing', () => {
  const removing = { missingIsFine: true };
  it('is not whole when a folder stays', () => {
    const stays = ['cannot delete non-empty directory: x'];
    expect(meaningOf(0, stays, removing)).toBe('partial rsync.partial person');
    expect(meaningOf(0, stays)).toBe('succeeded');
  });

  it('is not fine when deletions were skipped or the limit was met', () => {
    const missing = 'rsync: [sender] link_stat "/s/dd/1" failed: Not a directory (20)';
    expect(meaningOf(23, [missing, 'IO error encountered -- skipping file deletion'], removing)).toBe(
      'partial rsync.partial person',
    );
    expect(meaningOf(25, [missing], removing)).toBe('partial rsync.max-delete person');
    expect(meaningOf(24, ['file has vanished: "/s/b"'], removing)).toBe('succeeded');
  });
});
