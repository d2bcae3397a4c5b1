// A jest reporter that names every test that did not run. Jest itself only counts them, and a check
// that did not run must not look like one that passed: with CI=true any of them fails the run.
// Tests left out on purpose by a name given on the command line (-t) are not meant.

module.exports = class SkippedReporter {
  constructor(globalConfig) {
    this.isSelection = Boolean(globalConfig.testNamePattern);
    this.skipped = [];
  }

  onRunComplete(_contexts, results) {
    if (this.isSelection) return;
    this.skipped = results.testResults
      .flatMap((file) => file.testResults)
      .filter((test) => ['pending', 'skipped', 'disabled', 'todo'].includes(test.status))
      .map((test) => test.fullName);
    for (const name of this.skipped) process.stderr.write(`Skipped: ${name}\n`);
    if (this.getLastError()) process.stderr.write(`${this.getLastError().message}\n`);
  }

  // Jest fails the run when a reporter has an error, but does not print it.
  getLastError() {
    if (process.env.CI !== 'true' || this.skipped.length === 0) return undefined;
    return new Error(`With CI=true no test may be skipped, and ${this.skipped.length} were.`);
  }
};
