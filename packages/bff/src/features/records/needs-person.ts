/** The server cannot file this: a person must. The message tells staff why. */
export class NeedsPerson extends Error {
  /** Records that may be the patient's: a person can choose one of them. */
  readonly candidates: readonly string[];

  constructor(reason: string, candidates: readonly string[] = []) {
    super(reason);
    this.candidates = candidates;
    this.name = 'NeedsPerson';
  }
}
