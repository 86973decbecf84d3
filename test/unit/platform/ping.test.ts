import { describe, expect, it } from 'vitest';
import { pingArguments, pingMeaning } from '../../../engine/platform/ping.ts';

it.each([
  ['linux', '10.0.0.1', ['ping', '-n', '-c', '1', '-w', '5', '10.0.0.1']],
  ['linux', 'fe80::1%en0', ['ping', '-n', '-c', '1', '-w', '5', 'fe80::1%en0']],
  ['darwin', '10.0.0.1', ['ping', '-n', '-o', '-t', '5', '10.0.0.1']],
  ['darwin', 'fe80::1%en0', ['ping6', '-n', '-o', '-c', '5', 'fe80::1%en0']],
])('ping on %s asks %s as the manual there says', (platform, address, argv) => {
  expect(pingArguments(platform, address, 5)).toEqual(argv);
});

describe('what ping printed', () => {
  // iputils 20221126, recorded (the second with two answers taken out).
  const LINUX_SILENT = `PING 10.77.0.99 (10.77.0.99) 56(84) bytes of data.

--- 10.77.0.99 ping statistics ---
4 packets transmitted, 0 received, 100% packet loss, time 3072ms

`;
  const LINUX_ONE = `PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.052 ms

--- 127.0.0.1 ping statistics ---
3 packets transmitted, 1 received, 66% packet loss, time 2000ms
`;
  // Put together from macOS's ping.c, not recorded.
  const MAC_SILENT = `PING 10.0.0.9 (10.0.0.9): 56 data bytes
Request timeout for icmp_seq 0

--- 10.0.0.9 ping statistics ---
5 packets transmitted, 0 packets received, 100.0% packet loss
`;

  it.each([
    [LINUX_SILENT, '', 'silent'],
    [MAC_SILENT, '', 'silent'],
    [LINUX_ONE, '', 'answers'],
    [`From 10.0.0.254 icmp_seq=1 Destination Net Unreachable\n${LINUX_SILENT}`, '', 'unknown'],
    [`92 bytes from 10.0.0.254: Destination Net Unreachable\n${MAC_SILENT}`, '', 'unknown'],
    ['16 bytes from fe80::1%en0, icmp_seq=0 hlim=64 time=0.1 ms\n', '', 'answers'],
    ['', 'ping: connect: Network is unreachable\n', 'unknown'],
    ['', "ping: invalid argument: 'many'\n", 'unknown'],
    ['0 packets transmitted, 0 received\n', '', 'unknown'],
    ['', '', 'unknown'],
  ])('%j and %j mean that the machine is %s', (stdout, stderr, state) => {
    expect(pingMeaning(stdout, stderr).state).toBe(state);
  });
});
