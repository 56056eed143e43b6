/** The server cannot file this: a person must. The message tells staff why. */
export class NeedsPerson extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NeedsPerson';
  }
}
