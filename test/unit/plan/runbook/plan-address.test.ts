import { describe, expect, it } from 'vitest';
import type { NetworkAddress } from '../../../../engine/model/machine.ts';
import { planAddress } from '../../../../engine/plan/runbook/plan-address.ts';
import { aSurvey } from '../../../fakes/survey-builders.ts';

function anAddress(fields: Partial<NetworkAddress> = {}): NetworkAddress {
  return {
    device: 'en0',
    service: 'Ethernet',
    address: '10.0.0.10',
    prefixLength: 24,
    router: '10.0.0.1',
    how: 'manual',
    ...fields,
  };
}

const OURS = anAddress({ address: '10.0.0.11' });

function planned(
  theirs: readonly NetworkAddress[] | null,
  ours: readonly NetworkAddress[] | null,
  shared?: string,
) {
  return planAddress(
    { notes: '', ...(shared !== undefined && { sharedAddress: shared }) },
    {
      ...(theirs !== null && { primary: aSurvey({ addresses: [...theirs], dnsServers: ['10.0.0.1'] }) }),
      ...(ours !== null && { standby: aSurvey({ addresses: [...ours] }) }),
    },
  );
}

const TAKEN = {
  kind: 'take',
  address: '10.0.0.10',
  prefixLength: 24,
  router: '10.0.0.1',
  dnsServers: ['10.0.0.1'],
  isLeased: false,
  on: OURS,
};

describe('the address that people reach the primary by', () => {
  it('is taken on the standby’s interface in the same network', () => {
    expect(planned([anAddress()], [OURS])).toEqual(TAKEN);
  });

  it('is the one by cable with a way out, IPv4 before IPv6', () => {
    const others = [
      anAddress({ address: 'fd00::10', prefixLength: 64 }),
      anAddress({ address: '10.0.0.57', service: 'Wi-Fi', device: 'en1' }),
      anAddress({ address: '10.0.0.99', router: undefined } as unknown as NetworkAddress),
    ];
    const radio = anAddress({ address: '10.0.0.58', service: 'Wi-Fi', device: 'en1' });
    expect(planned([...others, anAddress()], [radio, OURS])).toEqual(TAKEN);
  });

  it('may come from a DHCP server, which has to know', () => {
    expect(planned([anAddress({ how: 'dhcp' })], [OURS])).toEqual({ ...TAKEN, isLeased: true });
  });

  it('is what a person named, with the mask and router of its network', () => {
    expect([
      planned([anAddress({ how: 'dhcp' })], [OURS], '10.0.0.5'),
      planned(null, [OURS], '10.0.0.5'),
    ]).toEqual([
      { ...TAKEN, address: '10.0.0.5' },
      { ...TAKEN, address: '10.0.0.5', dnsServers: [] },
    ]);
  });

  it('is left alone where it is a name, or belongs to no network of the standby', () => {
    const away = anAddress({ address: '192.168.9.9' });
    expect([
      planned([anAddress()], [OURS], 'office.example.com'),
      planned([anAddress()], [away]),
      planned([anAddress()], null, 'office.example.com'),
    ]).toEqual([
      { kind: 'name', name: 'office.example.com', standby: '10.0.0.11' },
      { kind: 'elsewhere', address: '10.0.0.10', standby: '192.168.9.9' },
      { kind: 'name', name: 'office.example.com', standby: undefined },
    ]);
  });

  it('is not known where nobody could tell it, and the place for it neither', () => {
    const { on, ...rest } = TAKEN;
    expect([
      planned(null, [OURS]),
      planned([], [OURS]),
      planned([anAddress()], null),
      planned([anAddress()], []),
    ]).toEqual([
      { kind: 'unknown' },
      { kind: 'unknown' },
      { ...rest, on: undefined },
      { ...rest, on: undefined },
    ]);
    expect(on).toEqual(OURS);
  });
});
