interface Answered {
  at: number;
  milliseconds: number;
}

const windowMs = 600_000;
const slowMs = 3000;
const tooSlowMs = 10_000;

/** How fast one address answers: in the last ten minutes more than a tenth slow, or more than 15 % too slow. */
export class EndpointHealth {
  readonly #answers = new Map<string, Answered[]>();

  note(url: string, at: Date, milliseconds: number): void {
    const answers = this.#recent(url, at);
    answers.push({ at: at.getTime(), milliseconds });
    this.#answers.set(originOf(url), answers);
  }

  stateAt(url: string, at: Date, afterAnswers: number): 'good' | 'slow' | 'dropping' {
    const answers = this.#recent(url, at);
    if (answers.length < afterAnswers) return 'good';
    const share = (limit: number) =>
      answers.filter(({ milliseconds }) => milliseconds >= limit).length / answers.length;
    if (share(tooSlowMs) > 0.15) return 'dropping';
    return share(slowMs) > 0.1 ? 'slow' : 'good';
  }

  clear(): void {
    this.#answers.clear();
  }

  #recent(url: string, at: Date): Answered[] {
    const answers = this.#answers.get(originOf(url)) ?? [];
    return answers.filter((one) => one.at > at.getTime() - windowMs && one.at <= at.getTime());
  }
}

function originOf(url: string): string {
  return new URL(url).origin;
}
