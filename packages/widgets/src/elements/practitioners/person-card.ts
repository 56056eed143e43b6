import type { CataloguePractitioner } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { faceOf } from '../../components/face/face.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { nextWords, practitionersCopy as words } from '../../copy/practitioners.ts';
import type { ShownPerson } from './people-shown.ts';

/** The national register has no address for one number: the person is found there by name or number. */
const register = 'https://www.ahpra.gov.au/Registration/Registers-of-Practitioners.aspx';

export interface CardContext {
  readonly locale: string;
  readonly zone: string;
  readonly phone: string;
  /** The first free start; `null`: none soon; `undefined`: it could not be checked; `loading`: not known yet. */
  readonly next: string | null | undefined;
  /** Where the button leads; empty: to times on the same page. */
  readonly href: string;
  readonly primary: boolean;
  readonly seeTimes: (event: Event) => void;
}

export function personCard({ person, visits, byPhone }: ShownPerson, context: CardContext): TemplateResult {
  return html`<li class="card person" part="card">
    <div class="who">
      ${faceOf(person, 'large')}
      <div class="who-words">
        <h3>${person.name}</h3>
        ${person.title ? html`<p class="quiet">${person.title}</p>` : nothing}
        ${credentials(person)}
        <p class="quiet">${words.places[person.location]}</p>
      </div>
    </div>
    ${person.about ? html`<p class="about">${person.about}</p>` : nothing} ${chips(person)}
    <div class="foot">
      ${
        visits.length > 0
          ? html`<p class="numbers">${next(context)}</p>
              ${seeTimes(person, context)}`
          : html`<p>${byPhone ? words.byPhone : words.notOpen}</p>
              ${phoneLink(context.phone, words.call(context.phone))}`
      }
    </div>
  </li>`;
}

function credentials({
  qualifications,
  registration,
}: CataloguePractitioner): TemplateResult | typeof nothing {
  if (!qualifications && !registration) return nothing;
  return html`<p class="quiet">
    ${qualifications}${qualifications && registration ? ' · ' : nothing}${
      registration
        ? html`<a href=${register} target="_blank" rel="noopener noreferrer" part="registration"
            ><span class="spoken">${words.registration} </span>${registration}<span class="spoken">${words.inRegister}</span></a
          >`
        : nothing
    }
  </p>`;
}

function chips({ languages, pronouns }: CataloguePractitioner): TemplateResult | typeof nothing {
  const all = [...languages, pronouns].filter(Boolean);
  if (all.length === 0) return nothing;
  return html`<ul class="chips" aria-label=${words.languages}>
    ${all.map((each) => html`<li>${each}</li>`)}
  </ul>`;
}

function next({ next: start, zone, locale }: CardContext): TemplateResult | string {
  if (start === 'loading') return html`<span class="skeleton" aria-hidden="true">Next: today 00:00 pm</span>`;
  if (start === undefined) return words.couldNotCheck;
  if (start === null) return words.noTimesSoon;
  return html`${words.next} <b>${nextWords(start, zone, locale)}</b>`;
}

function seeTimes({ name }: CataloguePractitioner, context: CardContext): TemplateResult {
  const { href, primary, seeTimes: act } = context;
  const label = html`${words.seeTimes}<span class="spoken">${words.of(name)}</span>`;
  const look = primary ? 'see primary' : 'see';
  return href
    ? html`<a class=${look} part="see-times" href=${href} @click=${act}>${label}</a>`
    : html`<button type="button" class=${look} part="see-times" @click=${act}>${label}</button>`;
}

/** A card while the catalogue is on its way. */
export function waitingCard(): TemplateResult {
  return html`<li class="card person" aria-hidden="true">
    <div class="who">
      <span class="skeleton round"></span>
      <div class="who-words">
        <p><span class="skeleton line">Dr Somebody</span></p>
        <p><span class="skeleton line">General practitioner</span></p>
        <p><span class="skeleton line">MBBS, FRACGP · MED0000000000</span></p>
        <p><span class="skeleton line">By video</span></p>
      </div>
    </div>
    <p class="about"><span class="skeleton line">Takes time for first questions. Sees adults about health.</span></p>
    <div class="foot"><span class="skeleton">Next: today 00:00 pm</span></div>
  </li>`;
}
