import type { MachineFacts } from '../../model/machine.ts';

/** Macs of one family start from each other's system, as far as the versions go. */
export type HardwareFamily = 'apple-silicon' | 'intel' | 'powerpc';

/** As uname(1) names them; a survey that could not tell the hardware may still have told this. */
const BY_ARCH: Readonly<Record<string, HardwareFamily>> = {
  arm64: 'apple-silicon',
  arm64e: 'apple-silicon',
  x86_64: 'intel',
  x86_64h: 'intel',
  i386: 'intel',
  i486: 'intel',
  'Power Macintosh': 'powerpc',
  ppc: 'powerpc',
  ppc64: 'powerpc',
};

/** Of a Mac; `undefined`: it could not be told, or it is none. */
export function familyOf({ os, hardware, arch }: MachineFacts): HardwareFamily | undefined {
  if (os !== 'darwin') return undefined;
  if (hardware === undefined) return BY_ARCH[arch];
  if (hardware === 'pc') return undefined;
  return hardware === 'intel-t2' ? 'intel' : hardware;
}
