import type { Hardware } from '../../model/machine.ts';

/**
 * All Intel Macs with a T2 chip, by `hw.model`: those of Apple's list "Mac models with the Apple T2 Security Chip". It is complete,
 * since no more Intel Macs are made; so nothing has to be asked that takes long.
 */
const T2_MODELS: ReadonlySet<string> = new Set([
  'iMac20,1',
  'iMac20,2',
  'iMacPro1,1',
  'MacPro7,1',
  'Macmini8,1',
  'MacBookAir8,1',
  'MacBookAir8,2',
  'MacBookAir9,1',
  'MacBookPro15,1',
  'MacBookPro15,2',
  'MacBookPro15,3',
  'MacBookPro15,4',
  'MacBookPro16,1',
  'MacBookPro16,2',
  'MacBookPro16,3',
  'MacBookPro16,4',
]);

/** `arch` as uname(1) says, `model` as `Macmini8,1`. */
export function macHardware(arch: string, model: string | undefined, isArm: boolean): Hardware | undefined {
  if (isArm || arch === 'arm64') return 'apple-silicon';
  if (arch === 'Power Macintosh' || arch === 'powerpc') return 'powerpc';
  if (arch !== 'x86_64' && arch !== 'i386') return undefined;
  return model !== undefined && T2_MODELS.has(model) ? 'intel-t2' : 'intel';
}

/** `vendor` as the firmware has it, `deviceTree` where there is no such firmware: `apple,j274apple,t8103apple,arm-platform`. */
export function linuxHardware(
  arch: string,
  { vendor, model, deviceTree }: Record<'vendor' | 'model' | 'deviceTree', string | undefined>,
): Hardware | undefined {
  if (deviceTree?.startsWith('apple,') === true) return 'apple-silicon';
  if (vendor !== undefined && /^Apple\b/.test(vendor)) return macHardware(arch, model, false);
  // On other machines than Apple's ppc64 is a server's.
  return arch === 'ppc' ? 'powerpc' : 'pc';
}
