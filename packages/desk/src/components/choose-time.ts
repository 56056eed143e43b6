import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import '@botaniqal/widgets/elements/combined-calendar/combined-calendar.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { Chosen } from '@botaniqal/widgets/components/calendar/calendar-model.ts';
import type { CombinedCalendar } from '@botaniqal/widgets/elements/combined-calendar/combined-calendar.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { screen } from '../styles/screen.ts';

/** A time that staff chose. */
export type ChosenTime = Pick<Chosen, 'start' | 'practitionerId' | 'durationMinutes' | 'anyone'>;

/** Staff book on the phone what patients cannot book on the website, so no visit is closed to them. */
const onThePhone = {
  admit: (catalogue: Catalogue): Catalogue => ({
    ...catalogue,
    services: catalogue.services.map((service) => ({
      ...service,
      visits: service.visits.map((visit) =>
        visit.bookable === 'phone' ? { ...visit, bookable: 'online' as const } : visit,
      ),
    })),
  }),
};

/**
 * The combined calendar of the website, for staff: in the clinic's time zone, with the visits of the phone.
 *
 * @element desk-choose-time
 * @fires time-chosen - a time was chosen: a `ChosenTime`
 */
export class ChooseTime extends LitElement {
  static override properties: PropertyDeclarations = {
    service: {},
    visit: {},
    timeZone: { attribute: false },
    practitioner: {},
    current: { attribute: false },
    chosen: { attribute: false },
    lost: {},
    alternatives: { attribute: false },
  };

  static override styles = screen;

  declare service: ServiceId;
  declare visit: VisitKind;
  /** The clinic's: staff read its clock to patients, wherever they work. */
  timeZone = 'UTC';
  practitioner = '';
  /** The appointment that is moved. */
  current: { start: string; practitionerId: string } | null = null;
  chosen: { start: string; practitionerId: string } | undefined;
  /** A start that is gone. */
  lost = '';
  alternatives: readonly string[] = [];

  override focus(): void {
    this.#calendar?.focus();
  }

  /** Reads the times again. */
  async reload(): Promise<void> {
    await this.#calendar?.reload();
  }

  override render(): TemplateResult {
    return html`<bq-combined-calendar
      embedded
      time-zone=${this.timeZone}
      .service=${this.service}
      .visit=${this.visit}
      practitioner=${this.practitioner || nothing}
      .invited=${onThePhone}
      .current=${this.current}
      .selected=${this.chosen}
      .unavailableStart=${this.lost}
      .alternatives=${this.alternatives}
      @slot-chosen=${(event: CustomEvent<Chosen>) => this.#onChosen(event)}
    ></bq-combined-calendar>`;
  }

  get #calendar(): CombinedCalendar | null {
    return this.renderRoot.querySelector('bq-combined-calendar');
  }

  #onChosen({ detail }: CustomEvent<Chosen>): void {
    this.dispatchEvent(new CustomEvent<ChosenTime>('time-chosen', { detail }));
  }
}

customElements.define('desk-choose-time', ChooseTime);
