/** How many successful jobs are remembered. A retry comes within minutes, so it is found among them. */
const remembered = 1000;

/**
 * The runs of this process. The queue stops waiting for a run that takes too long and starts the job again, but a
 * handler that does not watch its signal still works. Two runs of one job could do its work twice, so the new run takes
 * over the result of the earlier one. The earlier run may have ended by then: its success is remembered.
 */
export class EarlierRuns {
  readonly #running = new Map<string, Promise<void>>();
  readonly #succeeded = new Set<string>();

  /** Runs the handler, or waits for the run of the same job that is still going. A job that succeeded is not run again. */
  async runOnce(jobId: string, handler: () => Promise<void>): Promise<void> {
    if (this.#succeeded.has(jobId)) return;
    const earlier = this.#running.get(jobId);
    if (earlier) return earlier;
    const run = handler();
    this.#running.set(jobId, run);
    try {
      await run;
      this.#remember(jobId);
    } finally {
      this.#running.delete(jobId);
    }
  }

  #remember(jobId: string): void {
    this.#succeeded.add(jobId);
    if (this.#succeeded.size <= remembered) return;
    const [oldest] = this.#succeeded;
    if (oldest !== undefined) this.#succeeded.delete(oldest);
  }
}
