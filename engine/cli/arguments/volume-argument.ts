import { VolumePath } from '../../model/volume.ts';
import { printable } from '../../model/path-text.ts';
import { UsageError } from '../usage-error.ts';

export interface VolumeArgument {
  readonly source: string;
  readonly destination: string;
}

/** Reads `SRC=DEST`. In a path, `\=` is an equals sign and `\\` a backslash; any other backslash is itself. */
export function parseVolumeArgument(text: string): VolumeArgument {
  const parts = splitAtEquals(text);
  const [source, destination] = parts;
  if (source === undefined || destination === undefined || parts.length > 2) {
    const fault = parts.length > 2 ? `has ${String(parts.length - 1)} "="` : 'has no "="';
    throw new UsageError(
      `--volume "${printable(text)}" ${fault}: it is SRC=DEST, and a "=" inside a path is written \\=`,
    );
  }
  return {
    source: checkPath(text, 'source', source),
    destination: checkPath(text, 'destination', destination),
  };
}

/** Writes what `parseVolumeArgument` reads. */
export function formatVolumeArgument({ source, destination }: VolumeArgument): string {
  const escape = (path: string): string => path.replace(/[\\=]/g, '\\$&');
  return `${escape(source)}=${escape(destination)}`;
}

function splitAtEquals(text: string): string[] {
  const parts = [''];
  const add = (char: string): void => {
    parts[parts.length - 1] += char;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === '\\' && (next === '=' || next === '\\')) {
      add(next);
      at++;
    } else if (char === '=') parts.push('');
    else add(char);
  }
  return parts;
}

function checkPath(text: string, which: string, path: string): string {
  const checked = VolumePath.safeParse(path);
  if (checked.success) return checked.data;
  const wanted = checked.error.issues[0]?.message ?? 'an absolute path';
  throw new UsageError(
    `--volume "${printable(text)}": the ${which} is "${printable(path)}", and must be ${wanted}`,
  );
}
