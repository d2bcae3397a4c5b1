// Runs serveDouble.ts without a build: `node test/support/eventstoredb/serve.cjs --port 2113`.
const { join } = require('node:path');

process.argv.splice(2, 0, join(__dirname, 'serveDouble.ts'));
require('../../crash/runTypescript.cjs');
