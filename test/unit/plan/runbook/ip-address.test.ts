import { describe, expect, it } from 'vitest';
import { ipv4Of, isIpAddress, netmaskOf, networkOf } from '../../../../engine/plan/runbook/ip-address.ts';

describe('an address', () => {
  it('is IPv4 with four numbers up to 255, IPv6 with colons, and otherwise a name', () => {
    expect(['0.0.0.1', '192.168.1.10', '256.1.1.1', '1.2.3', 'office'].map(ipv4Of)).toEqual([
      1,
      3_232_235_786,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['fd00::10', '::1', '10.0.0.1', 'office.local', '10.0.0', '-x', ':'].map(isIpAddress)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('has a mask as networksetup wants it', () => {
    expect([0, 8, 22, 24, 25, 32].map(netmaskOf)).toEqual([
      '0.0.0.0',
      '255.0.0.0',
      '255.255.252.0',
      '255.255.255.0',
      '255.255.255.128',
      '255.255.255.255',
    ]);
  });

  it('lies in a network', () => {
    expect([
      networkOf('192.168.1.10', 24),
      networkOf('172.16.5.9', 22),
      networkOf('10.1.2.3', 0),
      networkOf('255.255.255.255', 32),
      networkOf('fd00::1', 64),
    ]).toEqual(['192.168.1.0/24', '172.16.4.0/22', '0.0.0.0/0', '255.255.255.255/32', undefined]);
  });
});
