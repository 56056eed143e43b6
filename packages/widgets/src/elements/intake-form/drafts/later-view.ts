import type { FormContext } from '@botaniqal/shared/contracts/forms.ts';
import { draftConsent } from '@botaniqal/shared/forms/draft-consent.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { errorOf } from '../../../components/fields/about.ts';
import { boxView } from '../../../components/fields/questions/box.ts';
import { dayLong, timeOf } from '../../../copy/dates.ts';
import { laterCopy } from '../../../copy/forms/form-later.ts';
import { intakeCopy, intakeTrouble } from '../../../copy/forms/intake.ts';
import type { DraftKeeper } from './draft-keeper.ts';

/** The facts that the views of saving need. */
export interface Later {
  readonly keeper: DraftKeeper;
  readonly context: FormContext | null;
  readonly zone: string;
  readonly locale: string;
  readonly email: string;
  readonly emailWrong: boolean;
  readonly copied: boolean;
  readonly acts: {
    readonly typed: (email: string) => void;
    readonly keep: () => void;
    readonly close: () => void;
    readonly copy: () => void;
    readonly forget: () => void;
  };
}

/** Draws the question for consent to save the answers. */
export function askView({ keeper, context, email, emailWrong, acts }: Later): TemplateResult {
  const { busy, trouble } = keeper;
  return html`<form class="later" novalidate @submit=${(event: Event) => {
    event.preventDefault();
    if (!busy) acts.keep();
  }}>
    <h3 tabindex="-1">${intakeCopy.later}</h3>
    <p>${draftConsent.text}</p>
    ${context?.bookingId ? html`<p>${laterCopy.laterMail}</p>` : nothing}
    ${
      context?.bookingId
        ? nothing
        : boxView({
            name: 'laterEmail',
            label: laterCopy.laterEmail,
            hint: laterCopy.laterEmailHint,
            optional: true,
            type: 'email',
            autocomplete: 'email',
            value: email,
            error: errorOf(emailWrong ? laterCopy.laterEmailWrong : null),
            onInput: acts.typed,
          })
    }
    ${
      trouble
        ? html`<bq-banner .heading=${intakeCopy.notKept} .body=${`${intakeTrouble(trouble)} ${intakeCopy.kept}`}></bq-banner>`
        : nothing
    }
    <div class="ways">
      <button type="submit" aria-disabled=${busy ? 'true' : nothing}>
        ${busy ? laterCopy.laterSaving : laterCopy.laterYes}
      </button>
      <button type="button" class="link" @click=${acts.close}>${laterCopy.laterNo}</button>
    </div>
  </form>`;
}

/** Draws the saved draft: its expiry, its link, and the button that deletes it. */
export function keptView({ keeper, zone, locale, copied, acts }: Later): TemplateResult | typeof nothing {
  const { kept, trouble, busy } = keeper;
  if (!kept) return nothing;
  return html`<div class="later">
    <h3 tabindex="-1">${laterCopy.saved(timeOf(kept.savedAt, zone, locale))}</h3>
    <p>${laterCopy.savedUntil(dayLong(kept.expiresAt.slice(0, 10), locale))}</p>
    ${kept.mailed ? html`<p>${laterCopy.savedMailed}</p>` : nothing}
    ${
      kept.resumeUrl && !kept.mailed
        ? html`<div class="field">
            <label class="label" for="resume">${laterCopy.savedLink}</label>
            <input class="control" id="resume" part="input" readonly .value=${kept.resumeUrl} />
          </div>`
        : nothing
    }
    ${trouble ? html`<p class="look">${laterCopy.notSaved}</p>` : nothing}
    <div class="ways">
      ${
        kept.resumeUrl && !kept.mailed
          ? html`<button type="button" @click=${acts.copy}>${copied ? laterCopy.copied : laterCopy.copy}</button>`
          : nothing
      }
      <button type="button" class="link" aria-disabled=${busy ? 'true' : nothing} @click=${acts.forget}>
        ${laterCopy.forget}
      </button>
    </div>
  </div>`;
}
