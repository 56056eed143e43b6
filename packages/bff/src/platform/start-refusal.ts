/**
 * The server will not start as things stand, and the message says what to do.
 * `main.ts` prints the message alone, without a stack, and ends with status 1.
 */
export class StartRefusal extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StartRefusal';
  }
}
