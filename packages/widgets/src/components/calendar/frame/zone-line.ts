import { html, nothing, type TemplateResult } from 'lit';
import { calendarCopy as words } from '../../../copy/calendar.ts';
import { zoneAbbreviation, zonePlace } from '../../../copy/dates.ts';
import { clockIcon } from './icons.ts';

export interface ZoneFacts {
  locale: string;
  /** The zone that is shown; empty while it is not known. */
  zone: string;
  /** The other zone that is shown beside it; empty: none. */
  otherZone: string;
  /** A zone to offer: the person's own, when its clock differs. Empty: none. */
  offer: string;
  /** The clinic's zone, to go back to. */
  clinicZone: string;
  /** An instant of the day that is shown: clocks change, and so do abbreviations. */
  at: string | number;
  /** "5 minutes ago" when the times are not fresh; empty when they are. */
  age: string;
  /** Show these times in this zone. */
  show: (zone: string) => void;
}

/** Whose clock the times are by, the way to one's own, and how old the times are. */
export function zoneLine(facts: ZoneFacts): TemplateResult {
  const { zone, otherZone, offer, clinicZone, locale, age } = facts;
  if (!zone)
    return html`<p class="zone" part="zone"><span class="skeleton">Times in Melbourne (AEDT).</span></p>`;
  const change = offer || (otherZone ? clinicZone : '');
  return html`
    <p class="zone" part="zone">
      <span class="zone-words">
        ${clockIcon}
        <span>
        ${words.timesIn(zonePlace(zone), zoneAbbreviation(new Date(facts.at), zone, locale))}
        ${otherZone ? words.bothZones(zonePlace(otherZone)) : nothing}
      </span>
      </span>
      ${
        change
          ? html`<button type="button" class="link" @click=${() => facts.show(change)}>
              ${offer ? words.offerZone(zonePlace(offer)) : words.backToZone(zonePlace(clinicZone))}
            </button>`
          : nothing
      }
      ${age ? html`<span class="age">${words.timesFrom(age)}</span>` : nothing}
    </p>
  `;
}
