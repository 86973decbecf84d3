import tseslint from 'typescript-eslint';
import { rawDoorsRule } from './lint/raw-doors.mjs';

const root = new URL('../', import.meta.url).pathname;

export default tseslint.config(
  { ignores: ['dist/', 'dist.next/', 'release/', 'coverage/', 'test/fixtures/', 'node_modules/'] },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: root },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@typescript-eslint': tseslint.plugin, warmspare: { rules: { 'raw-doors': rawDoorsRule } } },
    rules: {
      'warmspare/raw-doors': 'error',

      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-require-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],

      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-debugger': 'error',
      'no-unsafe-finally': 'error',
      'no-unused-expressions': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
        { selector: 'TSEnumDeclaration', message: 'No enums: a union of literals.' },
      ],
    },
  },
  { files: ['{engine,main,renderer}/**'], rules: { 'max-lines': ['error', { max: 300 }] } },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
