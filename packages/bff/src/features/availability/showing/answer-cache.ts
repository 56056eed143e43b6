import type { Clock } from '../../../platform/clock.ts';
import { type PreparedAnswer, prepareJson } from '../../../platform/http/answers/prepared-answer.ts';

interface Kept {
  answer: PreparedAnswer;
  madeAt: number;
  generation: number;
}

const mostAnswers = 500;

/**
 * Answers as bytes, plain and compressed, so that the same question asked again costs next to nothing. Thrown away
 * after `keptMs` (what other processes did is seen by then), and all at once when something changed here.
 */
export class AnswerCache {
  readonly #clock: Clock;
  readonly #keptMs: number;
  readonly #kept = new Map<string, Kept>();
  readonly #making = new Map<string, { generation: number; answer: Promise<PreparedAnswer> }>();
  #generation = 0;

  constructor(clock: Clock, keptMs: number) {
    this.#clock = clock;
    this.#keptMs = keptMs;
  }

  /** Something changed: nothing that was made before may be answered again. */
  drop(): void {
    this.#generation += 1;
  }

  /** The kept answer if it still holds, without waiting. */
  peek(key: string): PreparedAnswer | undefined {
    const kept = this.#kept.get(key);
    if (kept?.generation !== this.#generation) return undefined;
    const age = this.#clock.now().getTime() - kept.madeAt;
    return age >= 0 && age < this.#keptMs ? kept.answer : undefined;
  }

  /** The kept answer, or a new one; made once however many ask for it meanwhile. */
  async get(key: string, make: () => Promise<unknown>): Promise<PreparedAnswer> {
    const ready = this.peek(key);
    if (ready) return ready;
    const generation = this.#generation;
    const making = this.#making.get(key);
    if (making?.generation === generation) return making.answer;
    const answer = make().then((value) => this.#keep(key, generation, value));
    const entry = { generation, answer };
    this.#making.set(key, entry);
    try {
      return await answer;
    } finally {
      if (this.#making.get(key) === entry) this.#making.delete(key);
    }
  }

  #keep(key: string, generation: number, value: unknown): PreparedAnswer {
    const made = prepareJson(value);
    const before = this.#kept.get(key)?.answer;
    // Most answers are the same as two seconds ago: what is compressed already stays.
    const answer = before?.etag === made.etag ? before : made;
    const kept = { answer, madeAt: this.#clock.now().getTime(), generation };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostAnswers) break;
      this.#kept.delete(oldest);
    }
    return answer;
  }
}
