/* Bundles the command line into dist/cli/. The first argument, if any, is the stamp of the sources. */
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const ENTRY = `${ROOT}engine/cli/main.ts`;
const NEXT = `${ROOT}dist.next`;

/** What ssh2 and commander, which are CommonJS, expect to find around them. */
const COMMONJS_IN_ESM =
  "import { createRequire as createRequireOfBundle } from 'node:module'; " +
  'const require = createRequireOfBundle(import.meta.url); const __dirname = import.meta.dirname;';

/** ssh2 asks for two compiled parts and goes on without them; nothing compiled is shipped.
 *  @type {import('esbuild').Plugin} */
const withoutNativeParts = {
  name: 'without-native-parts',
  setup(context) {
    context.onResolve({ filter: /\.node$|^cpu-features$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    context.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({
      contents: "throw new Error('not shipped')",
    }));
  },
};

/** zod brings its messages in fifty languages, which every start would read.
 *  @type {import('esbuild').Plugin} */
const withoutLocales = {
  name: 'without-locales',
  setup(context) {
    context.onResolve({ filter: /\/locales\/index\.js$/ }, ({ path, importer }) =>
      importer.includes('/node_modules/zod/') ? { path, namespace: 'no-locales' } : undefined,
    );
    context.onLoad({ filter: /.*/, namespace: 'no-locales' }, () => ({ contents: 'export {};' }));
  },
};

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
    // Finds its compiled part beside itself, so it stays a package; loaded with import() when first needed.
    external: ['keytar'],
    plugins: [withoutNativeParts, withoutLocales],
    minifySyntax: true,
    minifyWhitespace: true,
    banner: {
      js: shebang + COMMONJS_IN_ESM,
    },
  });
} catch {
  // esbuild has said what is wrong; the last good build stays.
  process.exit(1);
}
chmodSync(`${NEXT}/cli/warmspare.js`, 0o755);
writeFileSync(`${NEXT}/.built-from`, process.argv[2] ?? '');
rmSync(`${ROOT}dist`, { recursive: true, force: true });
renameSync(NEXT, `${ROOT}dist`);
