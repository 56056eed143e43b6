import { LitElement, type PropertyDeclarations } from 'lit';
import { apiOrigin } from '../api/origin.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';

/** The base of each element that a page places: its common attributes and styles. */
export abstract class BqElement extends LitElement {
  static override properties: PropertyDeclarations = {
    api: {},
    locale: {},
    timeZone: { attribute: 'time-zone' },
  };

  static override styles = [tokens, base];

  /** The BFF's origin; empty: the origin of the script. */
  api = '';

  /** Language and region of dates, times and money. */
  locale = 'en-AU';

  /** The IANA zone that times are shown in; empty: the clinic's. */
  timeZone = '';

  /** The origin to which this element sends its requests. */
  protected get origin(): string {
    return apiOrigin(this.api);
  }
}
