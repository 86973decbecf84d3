import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linuxNetworks, macNetworks, macWiFiDevice } from '../../../engine/platform/network-names.ts';
import { linuxIsOnMains, macIsOnMains } from '../../../engine/platform/power-source.ts';
import { timeZone } from '../../../engine/platform/time-zone.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

/* What macOS prints is written from its manual pages, and was not recorded on a real Mac. */

describe('mains power', () => {
  it.each([
    ["Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t80%; charging\n", true],
    ["Now drawing from 'Battery Power'\n", false],
    ["Now drawing from 'UPS Power'\n", false],
    ['', undefined],
  ])('of a Mac that says %j', (text, isOnMains) => {
    expect(macIsOnMains(text)).toBe(isOnMains);
  });

  type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;
  it.each<[string, Supplies, boolean | undefined]>([
    ['nothing to tell of', {}, undefined],
    ['a plug', { AC: { type: 'Mains', online: '1' }, BAT0: { type: 'Battery', status: 'Charging' } }, true],
    ['a battery in use', { BAT0: { type: 'Battery', status: 'Discharging' } }, false],
    ['no plug', { AC: { type: 'Mains', online: '0' }, BAT0: { type: 'Battery', status: 'Unknown' } }, false],
    ['a mouse', { mouse: { type: 'Battery', status: 'Discharging', scope: 'Device' } }, undefined],
  ])('of a Linux with %s', async (_, supplies, isOnMains) => {
    const folder = tempDir();
    for (const [name, facts] of Object.entries(supplies)) {
      mkdirSync(join(folder, name));
      for (const [fact, text] of Object.entries(facts)) writeFileSync(join(folder, name, fact), `${text}\n`);
    }
    expect(await linuxIsOnMains(folder)).toBe(isOnMains);
    expect(await linuxIsOnMains(join(folder, 'nowhere'))).toBeUndefined();
  });
});

describe('the names of networks', () => {
  it('are told of a Mac by its Wi-Fi, where it tells', () => {
    const ports =
      'Hardware Port: Ethernet\nDevice: en1\n\nHardware Port: Wi-Fi\nDevice: en0\nEthernet Address: N/A\n';
    expect([macWiFiDevice(ports), macWiFiDevice('Hardware Port: Ethernet\nDevice: en1\n')]).toEqual([
      'en0',
      undefined,
    ]);
    expect(macNetworks('Current Wi-Fi Network: Büro: 2\n')).toEqual(['Büro: 2']);
    for (const text of [
      'Current Wi-Fi Network: <redacted>\n',
      'You are not associated with an AirPort network.\n',
    ])
      expect(macNetworks(text)).toBeUndefined();
  });

  it('are told of Linux by its connections', () => {
    expect(linuxNetworks('Office\nB\\:2\\\\x\nlo\n')).toEqual(['Office', 'B:2\\x']);
  });
});

describe('the zone of this machine', () => {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const link = (target: string): string => {
    const path = join(tempDir(), 'localtime');
    symlinkSync(target, path);
    return path;
  };

  it.each([
    ['/var/db/timezone/zoneinfo/Europe/Berlin', 'Europe/Berlin'],
    ['/usr/share/zoneinfo/America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
    ['/usr/share/zoneinfo/Nowhere/At_All', own],
    ['/etc/zone', own],
  ])('is read from %s', (target, zone) => {
    expect(timeZone({}, link(target))).toBe(zone);
  });

  it('is what the environment says, and its own where there is no link', () => {
    expect(timeZone({ TZ: 'Asia/Tokyo' }, link('/usr/share/zoneinfo/Europe/Berlin'))).toBe(own);
    expect(timeZone({}, join(tempDir(), 'none'))).toBe(own);
  });
});
