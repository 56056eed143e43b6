import { usableZone } from '@botaniqal/shared/time/zone.ts';
import { type CSSResultGroup, type CSSResultOrNative, LitElement, type PropertyDeclarations } from 'lit';
import { apiOrigin } from '../api/origin.ts';
import { deviceZone } from '../copy/dates.ts';
import { keepFocusSeen } from '../page/focus-seen.ts';
import { isOdd, usableLocale } from '../page/meant.ts';
import { placed } from '../page/neighbours/placed.ts';
import { ownLocale, speak } from '../page/speak.ts';
import { base } from '../styles/base.ts';
import { host } from '../styles/host.ts';
import { room } from '../styles/room.ts';
import { tokens } from '../styles/tokens.ts';

/** The base of each element that a page places: its common attributes and styles. */
export abstract class BqElement extends LitElement {
  static override properties: PropertyDeclarations = {
    api: { converter: (word) => (word ? apiOrigin(word) : '') },
    locale: { converter: usableLocale },
    timeZone: { attribute: 'time-zone', converter: usableZone },
    headingLevel: { attribute: 'heading-level', type: Number },
    theme: {},
  };

  static override styles = [tokens, base];

  /** Adds what each placed element needs to the styles that it lists itself. */
  protected static override finalizeStyles(styles: CSSResultGroup = []): CSSResultOrNative[] {
    return LitElement.finalizeStyles([room, host, styles]);
  }

  /** The origin of the booking server; empty: the origin of the script. */
  api = '';

  /** Language and region of dates, times and money. */
  locale = ownLocale;

  /** The zone that times are shown in; empty: the patient's own. */
  timeZone = '';

  /** The level of the first heading, from 1 to 4; the headings inside follow. Read when the element is placed. */
  headingLevel = 2;

  /** The name of a theme that the clinic keeps; the loader brings its colours and shapes. */
  theme = '';

  /** The origin to which this element sends its requests. */
  protected get origin(): string {
    return apiOrigin(this.api);
  }

  /** The zone of the page's attribute or of the device; the clinic's when neither can be used. */
  protected patientZone(clinicZone = 'UTC'): string {
    return this.timeZone || deviceZone() || clinicZone;
  }

  /**
   * Compares the words of the tag with what this clinic offers, and tells the page's author what is wrong. The code for
   * it is loaded only then.
   */
  protected checkWords(): void {
    import('../page/advice/check-element.ts').then(
      ({ checkElement }) => checkElement(this),
      () => undefined,
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    placed.add(this);
    this.addEventListener('focusin', keepFocusSeen);
    // Inside the shadow root, because screen readers call every text below a listening element "clickable".
    this.renderRoot.addEventListener('click', releaseRoom);
    if (this.headingLevel !== 2) {
      void import('../page/heading-levels.ts').then(({ keepHeadingLevels }) => keepHeadingLevels(this));
    }
    if (isOdd(this) || this.locale.slice(0, 2) !== ownLocale.slice(0, 2)) this.checkWords();
    speak(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    placed.delete(this);
    this.removeEventListener('focusin', keepFocusSeen);
  }
}

/** Once the patient has acted, an element is as tall as what it shows: gives back the room that was reserved for it. */
function releaseRoom({ currentTarget }: Event): void {
  ((currentTarget as ShadowRoot).host as HTMLElement).style.minBlockSize = '0';
}
