/* What the bundles of the command line and of the app share. */

/** What ssh2 and commander, which are CommonJS, expect to find around them. */
export const COMMONJS_IN_ESM =
  "import { createRequire as createRequireOfBundle } from 'node:module'; " +
  'const require = createRequireOfBundle(import.meta.url); const __dirname = import.meta.dirname;';

/** ssh2 asks for two compiled parts and goes on without them; nothing compiled is shipped.
 *  @type {import('esbuild').Plugin} */
export const withoutNativeParts = {
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
export const withoutLocales = {
  name: 'without-locales',
  setup(context) {
    context.onResolve({ filter: /\/locales\/index\.js$/ }, ({ path, importer }) =>
      importer.includes('/node_modules/zod/') ? { path, namespace: 'no-locales' } : undefined,
    );
    context.onLoad({ filter: /.*/, namespace: 'no-locales' }, () => ({ contents: 'export {};' }));
  },
};
