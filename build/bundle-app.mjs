/* Bundles the menu-bar app into a folder: main process, preload script, pages. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { COMMONJS_IN_ESM, withoutLocales, withoutNativeParts } from './bundle-parts.mjs';

const PAGES = ['popover', 'window'];

/** @param {string} root the checkout, with "/" at its end
 *  @param {string} folder where the app goes */
export async function bundleApp(root, folder) {
  /** @type {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    sourcemap: 'linked',
    logLevel: 'warning',
    minifySyntax: true,
    minifyWhitespace: true,
  };
  await build({
    ...common,
    entryPoints: { main: 'main/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: ['electron', 'keytar', 'ffi-rs', 'fsevents'],
    plugins: [withoutNativeParts, withoutLocales],
    banner: { js: COMMONJS_IN_ESM },
  });
  await build({
    ...common,
    entryPoints: { preload: 'main/preload.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['electron'],
  });
  await build({
    ...common,
    entryPoints: Object.fromEntries(PAGES.map((page) => [page, `renderer/${page}.tsx`])),
    outdir: `${folder}/renderer`,
    platform: 'browser',
    target: 'chrome130',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutLocales],
  });
  mkdirSync(`${folder}/renderer`, { recursive: true });
  for (const page of PAGES) copyFileSync(`${root}renderer/${page}.html`, `${folder}/renderer/${page}.html`);
  cpSync(`${root}build/icons/tray`, `${folder}/icons`, { recursive: true });
  const { name, version, description, author, license } = JSON.parse(
    readFileSync(`${root}package.json`, 'utf8'),
  );
  const manifest = {
    name,
    productName: 'Warmspare',
    version,
    description,
    author,
    license,
    type: 'module',
    main: 'main.mjs',
  };
  writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}
