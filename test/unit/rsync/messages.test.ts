import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../engine/rsync/message-line.ts';
import { MessageLog } from '../../../engine/rsync/messages.ts';
import { fixture } from './fixture.ts';

function said(line: string): string {
  const message = readMessage(line);
  return message === undefined ? 'nothing' : `${message.fault} ${message.path ?? ''}`.trim();
}

describe('a message', () => {
  it.each([
    ['rsync: [sender] opendir "/s/a\\#012b" failed: Permission denied (13)', 'unreadable /s/a\nb'],
    ['rsync: [sender] send_files failed to open "/s/a": Permission denied (13)', 'unreadable /s/a'],
    ['rsync: opendir "/s/a" failed: Permission denied (13)', 'unreadable /s/a'],
    ['rsync: [sender] read errors mapping "/s/a": Input/output error (5)', 'unreadable /s/a'],
    ['rsync: [receiver] mkstemp "/d/.x.Ab" failed: Permission denied (13)', 'unwritable /d/.x.Ab'],
    ['rsync: [receiver] rename "/d/.x.Ab" -> "x": Is a directory (21)', 'unwritable /d/.x.Ab'],
    ['rsync: [generator] delete_file: unlink(x) failed: Operation not permitted (1)', 'unwritable x'],
    ['rsync: [generator] failed to set times on "/d/x": Operation not permitted (1)', 'unwritable /d/x'],
    ['rsync: [receiver] write failed on "/d/x": No space left on device (28)', 'disk-full /d/x'],
    ['rsync: [receiver] mkstemp "/d/.x.Ab" failed: Disc quota exceeded (69)', 'disk-full /d/.x.Ab'],
    [
      'rsync: [receiver] rsync_xal_set: fsetxattr("/d/x","user.a") failed: No space left on device (28)',
      'unwritable /d/x',
    ],
    ['rsync: [sender] link_stat "/s/dd/1" failed: Not a directory (20)', 'not-a-directory /s/dd/1'],
    ['file has vanished: "/s/b"', 'vanished /s/b'],
    ['directory has vanished: "/s/c"', 'vanished /s/c'],
    ['cannot delete non-empty directory: x/y', 'not-empty x/y'],
    ['IO error encountered -- skipping file deletion', 'deletion-skipped'],
    ['rsync: [sender] write error: Broken pipe (32)', 'other'],
    ["openrsync(12): error: '/nonexist': (l)stat: No such file or directory", 'unreadable /nonexist'],
    ["rsync: unrecognized option '--acls'", 'peer-usage'],
    ['rsync: -N: unknown option', 'peer-usage'],
    ['zsh:1: command not found: rsync', 'not-found'],
    ['bash: line 1: /opt/homebrew/bin/rsync: No such file or directory', 'not-found'],
    ['@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @', 'host-key'],
    ['root@spare: Permission denied (publickey,keyboard-interactive).', 'permission-denied'],
    ['ssh: connect to host spare port 22: Connection refused', 'other'],
    ['Welcome to this machine', 'nothing'],
  ])('%s', (line, expected) => {
    expect(said(line)).toBe(expected);
  });

  it.each([
    ['rsync: [sender] opendir "/s/No space left on device" failed: Permission denied (13)', 'unreadable'],
    [
      'rsync: [sender] opendir "/s/Permission denied (publickey)." failed: Permission denied (13)',
      'unreadable',
    ],
    ['file has vanished: "/s/Host key verification failed."', 'vanished'],
    [
      'rsync: [sender] opendir "/s/Deletions stopped due to --max-delete limit" failed: No such file (2)',
      'unreadable',
    ],
    ['rsync: [sender] opendir "/s/x: command not found" failed: Permission denied (13)', 'unreadable'],
  ])('is not what a file name in it says: %s', (line, fault) => {
    expect(readMessage(line)?.fault).toBe(fault);
  });
});

describe('the messages of a run', () => {
  it('count what was left, name it, and how many deletions were stopped', () => {
    const log = new MessageLog();
    for (const name of ['gnu-3.5.0-unreadable.stderr', 'gnu-3.5.0-max-delete.stderr'])
      for (const line of fixture(name).trim().split('\n')) log.add(line);
    expect([log.count('unreadable'), log.count('other'), log.paths, log.skippedDeletions]).toEqual([
      1,
      0,
      ['/tmp/src/dir'],
      5,
    ]);
  });

  it('keep the first words and the last', () => {
    const log = new MessageLog();
    for (let i = 0; i < 100; i++) log.add(`line ${String(i)} ${'x'.repeat(1000)}`);
    expect(log.text.length).toBeLessThanOrEqual(4000);
    expect(log.text.startsWith('line 0 ')).toBe(true);
    expect(log.text.slice(-1100)).toContain('line 99 ');
  });

  it('count what standard output says went wrong, and no more of it', () => {
    const log = new MessageLog();
    log.addOutput('IO error encountered -- skipping file deletion');
    log.addOutput('rsync: [sender] opendir "/x" failed: Permission denied (13)');
    expect([log.count('deletion-skipped'), log.count('unreadable'), log.text]).toEqual([
      1,
      0,
      'IO error encountered -- skipping file deletion',
    ]);
  });
});
