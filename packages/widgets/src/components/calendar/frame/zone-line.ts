import { html, nothing, type TemplateResult } from 'lit';
import { calendarCopy as words } from '../../../copy/calendar.ts';
import { zoneAbbreviation, zonePlace } from '../../../copy/dates.ts';
import { clockIcon } from './icons.ts';

export interface ZoneFacts {
  locale: string;
  /** The zone that is shown; empty while it is not known. */
  zone: string;
  /** The other zone that slots show, too; empty: none. */
  otherZone: string;
  /** The zone to offer: the patient's own, when its clock differs; empty: none. */
  offer: string;
  /** The device did not tell its zone. */
  unknown: boolean;
  /** The clinic's zone, to which the patient can return. */
  clinicZone: string;
  /** An instant of the day in view: a zone's abbreviation depends on the date. */
  at: string | number;
  /** How old the times are when they are not fresh, or that they do not come from the usual calendar; else empty. */
  note: string;
  /** Shows the times in this zone. */
  show: (zone: string) => void;
}

/** Says in which zone the times are, offers the patient's own zone, and tells how far the times can be relied on. */
export function zoneLine(facts: ZoneFacts): TemplateResult {
  const { zone, otherZone, offer, clinicZone, locale, note } = facts;
  if (!zone)
    return html`<p class="zone" part="zone"><span class="skeleton">Times in Melbourne (AEDT).</span></p>`;
  const change = offer || (otherZone ? clinicZone : '');
  return html`
    <p class="zone" part="zone">
      <span class="zone-words">
        ${clockIcon}
        <span>
        ${words.timesIn(zonePlace(zone), zoneAbbreviation(new Date(facts.at), zone, locale))}
        ${otherZone ? words.bothZones(zonePlace(otherZone)) : facts.unknown ? words.zoneUnknown : nothing}
        ${note ? html`<span class="age">${note}</span>` : nothing}
      </span>
      </span>
      ${
        change
          ? html`<button type="button" class="link" @click=${() => facts.show(change)}>
              ${offer ? words.offerZone(zonePlace(offer)) : words.backToZone(zonePlace(clinicZone))}
            </button>`
          : nothing
      }
    </p>
  `;
}
