import { isIP } from 'node:net';
import type { PrimaryLook } from '../model/promotion.ts';
import type { RunProcess } from '../model/shell.ts';

/** macOS's ping6 knows no limit of time: it waits for ten seconds behind its last question (MAXWAIT in KAME's ping6.c). */
const SLOW_END_MS = 15_000;

/** One answer is enough, and more than one question is asked: one may be lost. Follows ping(8) of iputils and of macOS, and ping6(8) of macOS. */
export function pingArguments(
  platform: string,
  address: string,
  timeoutSeconds: number,
): readonly [string, ...string[]] {
  if (platform !== 'darwin') return ['ping', '-n', '-c', '1', '-w', String(timeoutSeconds), address];
  return isIP(address.split('%')[0] ?? '') === 6
    ? ['ping6', '-n', '-o', '-c', String(timeoutSeconds), address]
    : ['ping', '-n', '-o', '-t', String(timeoutSeconds), address];
}

/** Asks one address by the system's own ping. */
export async function ping(
  address: string,
  {
    platform,
    run,
    timeoutMs,
  }: { readonly platform: string; readonly run: RunProcess; readonly timeoutMs: number },
): Promise<Pick<PrimaryLook, 'state' | 'text'>> {
  const argv = pingArguments(platform, address, Math.max(1, Math.round(timeoutMs / 1_000)));
  const end = await run(argv, { timeoutMs: timeoutMs + SLOW_END_MS, env: { LC_ALL: 'C' } });
  if (end.kind === 'not-started') return { state: 'unknown', text: `there is no ping here (${end.reason})` };
  if (end.kind !== 'exited') return { state: 'unknown', text: 'ping did not come to its end' };
  return pingMeaning(Buffer.from(end.stdout).toString('latin1'), end.stderr);
}

/**
 * By what it printed and never by its status: iputils' is 1 for silence, for fewer answers than questions, and for an option that it does not
 * know. Not run on a Mac.
 */
export function pingMeaning(stdout: string, stderr: string): Pick<PrimaryLook, 'state' | 'text'> {
  // 64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.052 ms     16 bytes from fe80::1%en0, icmp_seq=0 hlim=64 time=0.1 ms
  const answer = /^\d+ bytes from \S+[:,] icmp_seq=\d+ (?:ttl|hlim)=.*$/m.exec(stdout)?.[0];
  if (answer !== undefined) return { state: 'answers', text: answer.slice(0, 200) };
  // From 10.0.0.254 icmp_seq=1 Destination Net Unreachable     92 bytes from 10.0.0.254: Destination Net Unreachable
  const lost = /^.*\bDestination Net(?:work)? Unreachable\b.*$/m.exec(stdout)?.[0];
  // A router has no way there: that says nothing of the machine.
  if (lost !== undefined) return { state: 'unknown', text: lost.slice(0, 200) };
  // 3 packets transmitted, 0 received, +1 errors, 100% packet loss, time 2044ms     3 packets transmitted, 0 packets received, 100.0% packet loss
  const silence = /^([1-9]\d*) packets transmitted, 0 (?:packets )?received\b/m.exec(stdout);
  if (silence !== null) return { state: 'silent', text: `${silence[1] ?? ''} questions, and no answer` };
  const words = stderr.trim().split('\n')[0] ?? '';
  return { state: 'unknown', text: words === '' ? 'ping said nothing' : words.slice(0, 200) };
}
