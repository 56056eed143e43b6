/** Not to be filed by us: why, for staff. */
export class NeedsPerson extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NeedsPerson';
  }
}
