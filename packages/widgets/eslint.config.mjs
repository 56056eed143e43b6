/**
 * What Biome cannot see: the HTML inside our `html` templates, and how custom elements are written.
 * Biome lints everything else. Plant a violation when you change a rule, and see it caught.
 */
import parser from '@typescript-eslint/parser';
import compat from 'eslint-plugin-compat';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import { missingStatics } from './scripts/browsers.ts';

export default [
  {
    files: ['src/**/*.ts'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  lit['flat/all'],
  wc['flat/best-practice'],
  // Browser APIs that a browser of `.browserslistrc` does not have. TypeScript's `lib` holds the language itself.
  {
    ...compat.configs['flat/recommended'],
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.test.ts', 'src/testing/**'],
    // Both are asked for, and done without where they are missing.
    settings: { polyfills: ['requestIdleCallback', 'trustedTypes'] },
    rules: { 'compat/compat': 'error', 'no-restricted-properties': ['error', ...missingStatics()] },
  },
  { plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
  {
    rules: {
      // TypeScript writes our class fields as assignments (`useDefineForClassFields: false`): they shadow nothing.
      'lit/no-classfield-shadowing': 'off',
      // Short lists and handlers are read where they are drawn.
      'lit/no-template-arrow': 'off',
      'lit/no-template-map': 'off',
      // It also reports handlers that are written in a template, which run later.
      'lit/no-this-assign-in-render': 'off',
      // The value of a radio or a checkbox is its name within the group, and never changes.
      'lit/no-value-attribute': 'off',
      // We use no decorators: see README.md.
      'lit/prefer-query-decorators': 'off',
    },
  },
  {
    // A page may put our tags into a closed shadow root, and a test does.
    files: ['src/**/*.test.ts'],
    rules: { 'wc/no-closed-shadow-root': 'off' },
  },
];
