import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { apiOrigin } from '../api/origin.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';

/** What every element that a page places has in common. */
export abstract class BqElement extends LitElement {
  static override styles = [tokens, base];

  /** The BFF's origin; empty: where the script came from. */
  @property() api = '';

  /** Language and region of dates, times and money. */
  @property() locale = 'en-AU';

  /** The IANA zone that times are shown in; empty: the clinic's. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  /** Where this element sends its requests. */
  protected get origin(): string {
    return apiOrigin(this.api);
  }
}
