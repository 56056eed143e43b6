/** Not a failure: the job must wait, and runs again after this time. */
export class RetryLater extends Error {
  readonly seconds: number;
  constructor(waitsFor: string, seconds: number) {
    super(`Waits for ${waitsFor}.`);
    this.name = 'RetryLater';
    this.seconds = Math.max(1, Math.ceil(seconds));
  }
}
