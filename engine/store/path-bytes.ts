import { isUtf8 } from 'node:buffer';
import { bytesToPathText, pathTextToBytes, type PathText } from '../model/path-text.ts';

const MARK = '\\#';

/** As `pathTextToBytes`, and fast for the names that need no care: lists hold millions. */
export function toPathBytes(path: PathText): Uint8Array {
  return path.includes(MARK) ? pathTextToBytes(path) : Buffer.from(path);
}

/** As `bytesToPathText`, and fast for the names that need no care. */
export function toPathText(bytes: Uint8Array): PathText {
  if (!isUtf8(bytes)) return bytesToPathText(bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  return text.includes(MARK) ? bytesToPathText(bytes) : text;
}
