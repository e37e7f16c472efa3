// Jest's reporters are loaded untransformed, hence JavaScript.

/** Ends the run with one line that sums every suite: `N passed, N failed, N skipped`. */
export default class SumReporter {
  onRunComplete(_contexts, results) {
    // A suite that could not even start has failed, though no test of it has.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    this.line = `${results.numPassedTests} passed, ${failed} failed${skipped}`;
    process.on('exit', () => console.log(this.line));
  }
}
