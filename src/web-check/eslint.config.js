import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', 14],
      'consistent-return': 'error',
      curly: 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 520, skipComments: true }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': [
        'error',
        // An app's text becomes markup in element/markdown.js only, and there as nodes.
        { property: 'innerHTML' },
        { property: 'outerHTML' },
        { property: 'insertAdjacentHTML' },
        { property: 'write', object: 'document' },
      ],
      'no-shadow': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    // A catalogue is as long as there are texts; it is one file, which a reader's language names.
    files: ['**/pages/texts.*.js'],
    rules: { 'max-lines': 'off' },
  },
];
