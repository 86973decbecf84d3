import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a program of a test into a folder, so that starting it costs no compiler. Returns where it is. */
export async function bundleChild(
  entry: URL,
  folder: string,
  external: readonly string[] = [],
): Promise<string> {
  const file = fileURLToPath(entry);
  const outfile = join(folder, `${basename(file, '.ts')}.mjs`);
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: [...external],
    logLevel: 'error',
  });
  return outfile;
}
