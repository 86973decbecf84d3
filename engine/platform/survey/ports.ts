import type { ListeningPort } from '../../model/machine.ts';
import type { Told } from '../probe-records.ts';
import { known, oneLine, port, wordsOf } from './known.ts';

interface Listener {
  readonly protocol: ListeningPort['protocol'];
  readonly address: string;
  readonly port: string | undefined;
  readonly program?: string | undefined;
}

/** lsof for root; for others netstat, since lsof would tell of their own programs alone. */
export function macPorts(told: Told): ListeningPort[] | undefined {
  const lsof = wordsOf(told, 'lsof');
  if (lsof !== undefined) return reachablePorts(readLsof(lsof));
  const netstat = wordsOf(told, 'netstat');
  return netstat === undefined ? undefined : reachablePorts(readNetstat(netstat));
}

export function linuxPorts(told: Told): ListeningPort[] | undefined {
  const ss = wordsOf(told, 'ss');
  if (ss !== undefined) return reachablePorts(readSs(ss));
  const tables = [wordsOf(told, 'proc-tcp'), wordsOf(told, 'proc-tcp6')].filter((text) => text !== undefined);
  return tables.length === 0 ? undefined : reachablePorts(tables.flatMap(readProc));
}

/** Each once, in order, without those that only this machine itself can reach. */
function reachablePorts(listeners: readonly Listener[]): ListeningPort[] {
  const ports = new Map<string, ListeningPort>();
  for (const { protocol, address, port: text, program } of listeners) {
    const number = port(text);
    if (number === undefined || isLoopback(address)) continue;
    const key = `${String(number).padStart(5, '0')} ${protocol}`;
    const listening = { protocol, port: number, ...known({ program: oneLine(program) }) };
    if (ports.get(key)?.program === undefined) ports.set(key, listening);
  }
  return [...ports].sort(([a], [b]) => a.localeCompare(b)).map(([, listening]) => listening);
}

/** `127.0.0.1`, `127.0.0.53%lo`, `[::1]`, `[::ffff:127.0.0.1]`, `localhost` */
function isLoopback(address: string): boolean {
  return /^\[?(127\.|::1\]?$|::ffff:127\.|localhost$)|%lo\d*\]?$/i.test(address);
}

/** `launchd     1  root   55u  IPv4 0x2e26a68  0t0  TCP *:548 (LISTEN)`; before lsof 4.81 it cannot leave out the others itself. */
function readLsof(text: string): Listener[] {
  return [...text.matchAll(/^(\S+)[ \t].*[ \t]TCP (\S+):(\d+) \(LISTEN\)$/gm)].map(
    ([, program = '', address = '', number]) => ({
      protocol: 'tcp',
      address,
      port: number,
      // Google\x20Chrome
      program: program.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    }),
  );
}

/** `tcp4       0      0  *.22                   *.*                    LISTEN` */
function readNetstat(text: string): Listener[] {
  return [...text.matchAll(/^tcp\w*[ \t]+\d+[ \t]+\d+[ \t]+(\S+)\.(\d+)[ \t]+\S+[ \t]+LISTEN\b/gm)].map(
    ([, address = '', number]) => ({ protocol: 'tcp', address, port: number }),
  );
}

/** `tcp   LISTEN 0  128   0.0.0.0:22   0.0.0.0:*   users:(("sshd",pid=1,fd=3))`, ss(8) */
function readSs(text: string): Listener[] {
  const line =
    /^(tcp|udp)[ \t]+(?:LISTEN|UNCONN)[ \t]+\d+[ \t]+\d+[ \t]+(\S+):(\d+)[ \t]+\S+[ \t]*(?:users:\(\("([^"]+)")?/gm;
  return [...text.matchAll(line)].map(([, protocol, address = '', number, program]) => ({
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
    address,
    port: number,
    program,
  }));
}

/** `   0: 0100007F:0277 00000000:0000 0A …`, proc(5): hexadecimal, each four bytes of the address turned round; 0A is LISTEN. */
function readProc(text: string): Listener[] {
  return [...text.matchAll(/^[ \t]*\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ 0A /gm)].map(
    ([, address = '', number = '']) => ({
      protocol: 'tcp',
      address: /^(.{6}7F|0{24}01000000|.{16}FFFF0000.{6}7F)$/.test(address) ? '::1' : '*',
      port: String(Number.parseInt(number, 16)),
    }),
  );
}
