/**
 * The runs of this process that have not ended. The queue stops waiting for a run that takes too long and starts the
 * job again, but a handler that does not watch its signal still works. Two runs of one job at once could do its work
 * twice, so the new run takes over the result of the earlier one.
 */
export class EarlierRuns {
  readonly #running = new Map<string, Promise<void>>();

  /** Runs the handler, or waits for the run of the same job that is still going. */
  async runOnce(jobId: string, handler: () => Promise<void>): Promise<void> {
    const earlier = this.#running.get(jobId);
    if (earlier) return earlier;
    const run = handler();
    this.#running.set(jobId, run);
    try {
      await run;
    } finally {
      this.#running.delete(jobId);
    }
  }
}
