import type { ReactiveControllerHost } from 'lit';
import { Loaded } from './loaded.ts';

interface Page<T> {
  lines: readonly T[];
  /** Passed as `before` to read on; `null` at the end. */
  next: string | null;
}

/** A list of which older lines are read when they are asked for. */
export class Paged<T> extends Loaded<Page<T>> {
  readonly #readPage: (before: string | null, signal?: AbortSignal) => Promise<Page<T>>;
  readonly #redraw: () => void;
  /** Why older lines could not be read. */
  olderError: unknown;

  constructor(
    host: ReactiveControllerHost,
    readPage: (before: string | null, signal?: AbortSignal) => Promise<Page<T>>,
  ) {
    super(host, (signal) => readPage(null, signal));
    this.#readPage = readPage;
    this.#redraw = () => host.requestUpdate();
  }

  async older(): Promise<void> {
    const before = this.value;
    if (!before?.next) return;
    try {
      const { lines, next } = await this.#readPage(before.next);
      this.olderError = undefined;
      if (this.value === before) this.value = { lines: [...before.lines, ...lines], next };
    } catch (error) {
      this.olderError = error;
    }
    this.#redraw();
  }
}
