import { LitElement, type PropertyDeclarations } from 'lit';
import { apiOrigin } from '../api/origin.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';

/** What every element that a page places has in common. */
export abstract class BqElement extends LitElement {
  static override properties: PropertyDeclarations = {
    api: {},
    locale: {},
    timeZone: { attribute: 'time-zone' },
  };

  static override styles = [tokens, base];

  /** The BFF's origin; empty: where the script came from. */
  api = '';

  /** Language and region of dates, times and money. */
  locale = 'en-AU';

  /** The IANA zone that times are shown in; empty: the clinic's. */
  timeZone = '';

  /** Where this element sends its requests. */
  protected get origin(): string {
    return apiOrigin(this.api);
  }
}
