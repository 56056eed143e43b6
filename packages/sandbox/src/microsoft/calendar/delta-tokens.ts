import { randomBytes } from 'node:crypto';
import type { Span } from '../model.ts';

/** Where a delta read of one mailbox and window is. */
export interface DeltaPlace extends Span {
  mailboxId: string;
  /** Changes up to this number were told before this round. */
  since: number;
  /** The round tells changes up to this number; null: the round has not begun. */
  until: number | null;
  /** How many items of the round were told. */
  offset: number;
}

/** Opaque tokens of delta reads. `forget` makes all of them too old. */
export class DeltaTokens {
  readonly #places = new Map<string, DeltaPlace>();

  issue(place: DeltaPlace): string {
    const token = randomBytes(24).toString('base64url');
    this.#places.set(token, place);
    return token;
  }

  placeOf(token: string): DeltaPlace | undefined {
    return this.#places.get(token);
  }

  forget(): void {
    this.#places.clear();
  }
}
