/* Bundles the command line into dist/cli/ and the app into dist/app/. The first argument, if any, is the stamp of the sources. */
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleApp } from './bundle-app.mjs';
import { COMMONJS_IN_ESM, withoutLocales, withoutNativeParts } from './bundle-parts.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const ENTRY = `${ROOT}engine/cli/main.ts`;
const NEXT = `${ROOT}dist.next`;

if (!existsSync(ENTRY)) {
  console.error('There is no engine/cli/main.ts to build.');
  process.exit(1);
}
const shebang = readFileSync(ENTRY, 'utf8').startsWith('#!') ? '' : '#!/usr/bin/env node\n';

rmSync(NEXT, { recursive: true, force: true });
try {
  await build({
    entryPoints: { 'cli/warmspare': ENTRY },
    outdir: NEXT,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // What is imported with import() becomes a chunk of its own, read when it is first needed.
    splitting: true,
    chunkNames: 'cli/chunks/[name]-[hash]',
    sourcemap: 'linked',
    logLevel: 'warning',
    // Each finds its compiled part beside itself, so it stays a package; loaded with import() when first needed.
    external: ['keytar', 'ffi-rs', 'fsevents'],
    plugins: [withoutNativeParts, withoutLocales],
    minifySyntax: true,
    minifyWhitespace: true,
    banner: {
      js: shebang + COMMONJS_IN_ESM,
    },
  });
  await bundleApp(ROOT, `${NEXT}/app`);
} catch {
  // esbuild has said what is wrong; the last good build stays.
  process.exit(1);
}
chmodSync(`${NEXT}/cli/warmspare.js`, 0o755);
writeFileSync(`${NEXT}/.built-from`, process.argv[2] ?? '');
rmSync(`${ROOT}dist`, { recursive: true, force: true });
renameSync(NEXT, `${ROOT}dist`);
