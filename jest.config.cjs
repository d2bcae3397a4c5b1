// Jest over @swc/jest: the same legacy decorators without metadata as the TypeScript build, and
// CommonJS. Tests come from test/ only, never from dist/. Two workers: the smallest machine we
// promise to work on has two cores.

// Packages published as ES modules only; jest's loader needs them turned into CommonJS.
const esmOnlyPackages = [
  'double-metaphone',
  'jose',
  'oauth4webapi',
  'oidc-provider',
  'openid-client',
];

const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, tsx: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: false,
      useDefineForClassFields: true,
      react: { runtime: 'automatic' },
    },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  transform: { '\\.(ts|tsx|js)$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnlyPackages.join('|')})/)`],
  testTimeout: 30_000,
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/scripts/skippedReporter.cjs'],
  errorOnDeprecated: true,
};
