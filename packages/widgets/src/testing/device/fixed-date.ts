const realDate = Date;

/** Stops the clock of this test page at an instant (timers still run). Returns the function that starts it again. */
export function stopClockAt(instant: string): () => void {
  const now = realDate.parse(instant);
  class StoppedDate extends realDate {
    constructor(...parts: [] | [string | number | Date]) {
      super(parts.length === 0 ? now : parts[0]);
    }
    static override now(): number {
      return now;
    }
  }
  globalThis.Date = StoppedDate as DateConstructor;
  return () => {
    globalThis.Date = realDate;
  };
}
