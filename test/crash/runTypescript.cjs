// Runs a TypeScript file of the tree in a process of its own, for tests that kill processes:
// `node runTypescript.cjs FILE ARGUMENTS...`. Nothing needs to be built for it.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

Module._extensions['.ts'] = (module, file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: true },
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, file);
};

require(process.argv[2]);
