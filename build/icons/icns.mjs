/** What macOS calls each size of an icon whose pictures are PNG; the second of two with as many pixels is for
 *  screens of double density. From Apple’s "icns" constants (IconStorage.h). */
const TYPES = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

export const ICNS_SIZES = Object.keys(TYPES).map(Number);

/** An .icns file: each picture behind four letters and its length, all behind another four and the whole length.
 *  @param {ReadonlyMap<number, Buffer>} pictures PNG files by their pixels, one for each of ICNS_SIZES */
export function icns(pictures) {
  const entries = Object.entries(TYPES).flatMap(([pixels, types]) =>
    types.map((type) => chunk(type, pictures.get(Number(pixels)) ?? Buffer.alloc(0))),
  );
  return chunk('icns', Buffer.concat(entries));
}

/** @param {string} type
 *  @param {Buffer} content */
function chunk(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + head.length, 4);
  return Buffer.concat([head, content]);
}
