// What lint holds: typescript-eslint's strict type-checked rules, files of at most 300 lines, and
// two fences that an import rule alone cannot see: randomness and the clock are each read in one
// file (events/store/random.ts, events/store/clock.ts), and the pure rooms touch no I/O.
import tseslint from 'typescript-eslint';

const linesMax = 300;
const typescript = ['**/*.ts', '**/*.tsx'];
const rooms = ['events', 'policy', 'projections', 'subgraphs', 'gateway', 'cli', 'interop'];
const fencedRooms = ['events', 'policy', 'projections', 'subgraphs', 'gateway'];
const filesOf = (folders) => folders.map((folder) => `${folder}/**/*.ts`);

const randomnessMessage = 'Randomness comes from events/store/random.ts only.';
const clockMessage =
  'The clock is read in events/store/clock.ts only; take the time as an argument.';
const pureMessage = 'This room is pure: no I/O, no clock, no randomness. Pass the value in.';

const randomNames = [
  'randomUUID',
  'randomBytes',
  'randomInt',
  'randomFill',
  'randomFillSync',
  'getRandomValues',
  'generateKey',
  'generateKeySync',
  'webcrypto',
];

const fences = {
  'no-restricted-imports': [
    'error',
    {
      paths: [
        ...['crypto', 'node:crypto'].map((name) => ({
          name,
          importNames: randomNames,
          message: randomnessMessage,
        })),
        { name: 'uuid', importNames: ['v1', 'v4', 'v6', 'v7'], message: randomnessMessage },
      ],
    },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: `CallExpression[callee.property.name=/^(${randomNames.join('|')})$/]`,
      message: randomnessMessage,
    },
    {
      selector: "MemberExpression[object.name='Math'][property.name='random']",
      message: randomnessMessage,
    },
    {
      selector: "MemberExpression[object.name='Date'][property.name='now']",
      message: clockMessage,
    },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clockMessage },
    { selector: "CallExpression[callee.name='Date']", message: clockMessage },
    { selector: "MemberExpression[object.name='performance']", message: clockMessage },
    {
      selector: "MemberExpression[object.name='process'][property.name='hrtime']",
      message: clockMessage,
    },
  ],
};

const impureGlobals = [
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'crypto',
  'performance',
].map((name) => ({ name, message: pureMessage }));

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'screenshots/', 'node_modules/'] },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: linesMax }],
      'no-param-reassign': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A port's in-memory or synchronous adapter is async for its callers, with nothing to await.
      '@typescript-eslint/require-await': 'off',
      // The compiler's noUnusedLocals and noUnusedParameters hold this already.
      '@typescript-eslint/no-unused-vars': 'off',
      // Narrowing does not see that a flag may change during an await: "closed meanwhile?" is no
      // unnecessary question, and the mending of this complaint would be the fault.
      // Ours are closures made by functions, not methods with a `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Overflows the stack on graphql-js types (typescript-eslint 8.73).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
    },
  },
  {
    files: filesOf(rooms),
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  { files: filesOf(fencedRooms), rules: fences },
  {
    files: ['events/store/random.ts', 'events/store/clock.ts'],
    rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: filesOf(['events', 'policy']),
    ignores: ['events/store/**'],
    rules: { 'no-restricted-globals': ['error', ...impureGlobals] },
  },
  {
    // What carries a command out, and the client of a server that most do not have, are loaded when
    // they are needed. By require: import() would ask for names with endings, which jest has not.
    files: ['cli/main.ts', 'cli/sessionOptions.ts', 'cli/openLog.ts', 'cli/logSource.ts'],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  {
    // type-graphql: classes that only carry decorators, and are the shape of plain values: what a
    // resolver answers need not come from their constructors.
    files: filesOf(['subgraphs']),
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['test/web/**/*.ts', 'test/web/**/*.tsx'],
    languageOptions: {
      parserOptions: { projectService: false, project: ['./web/tsconfig.json'] },
    },
  },
  {
    // Tests read JSON answers as they come, and look into arrays whose length they have just made.
    files: ['test/**/*.ts', 'test/**/*.tsx', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: { ecmaVersion: 2024 },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: linesMax }],
      'no-unused-vars': 'error',
      'prefer-const': 'error',
    },
  },
);
