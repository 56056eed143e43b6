import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { ApiProblem, codeOf, mayPass, phoneOf } from '../../api/api-problem.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { intakeCopy, intakeTrouble } from '../../copy/forms/intake.ts';
import { sendLinkView } from '../../page/links/send-link-view.ts';
import type { Opening } from './opening/form-link.ts';

/** Placeholders with roughly the size of the content. They appear when loading takes long enough to notice. */
export const waitingView = html`<p class="spoken" role="status">${intakeCopy.loading}</p>
  <div class="waiting" aria-hidden="true">
    <i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i>
  </div>`;

export interface Trouble {
  readonly heading: string;
  readonly body: string;
}

/** The patient opened the page without a link. That is not a mistake, so there is no warning. */
export const noLinkView = html`<div class="head">
  <h2 tabindex="-1" part="heading">${intakeCopy.noLink.heading}</h2>
  <p class="lead">${intakeCopy.noLink.body}</p>
</div>`;

/** Draws a failure and the ways forward. */
export function troubleView(
  { heading, body }: Trouble,
  phone: string | undefined,
  act?: readonly [words: string, press: () => void],
): TemplateResult {
  return html`<bq-banner .heading=${heading} .body=${body}
    >${act ? html`<button type="button" @click=${act[1]}>${act[0]}</button>` : nothing}${
      phone ? phoneLink(phone, phone) : nothing
    }</bq-banner
  >`;
}

/** The form could not be opened: the link leads nowhere, or the server did not answer. */
export function notLoadedView(
  opening: Opening,
  error: unknown,
  api: string,
  phone: string | undefined,
  again: () => void,
): TemplateResult {
  const unknown = error instanceof ApiProblem && [401, 403, 404, 410].includes(error.status);
  if (!unknown) {
    const code = codeOf(error);
    const trouble = { heading: intakeCopy.notLoaded, body: intakeTrouble(code) };
    const act = mayPass(code) ? ([intakeCopy.tryAgain, again] as const) : undefined;
    return html`${troubleView(trouble, phone || phoneOf(error), act)}<slot></slot>`;
  }
  const words = opening.token ? intakeCopy.broken : intakeCopy.notFound;
  return html`${troubleView('draft' in opening ? intakeCopy.gone : words, '')}${sendLinkView('forms', api)}`;
}

/** Draws the bar of steps, and the way back. */
export function topView(
  { position, least, most }: { position: number; least: number; most: number },
  back: (() => void) | null,
): TemplateResult {
  return html`<div class="top">
    <div class="bar" aria-hidden="true">
      ${Array.from({ length: most }, (_, index) => {
        const kind = index < position ? 'done' : index < least ? '' : 'perhaps';
        return html`<i class=${kind} part="segment"></i>`;
      })}
    </div>
    <div class="where">
      ${
        back
          ? html`<button type="button" class="link way" part="back" @click=${back}>
              <span aria-hidden="true">‹ </span>${intakeCopy.back}
            </button>`
          : nothing
      }
      <p class="numbers quiet">${intakeCopy.progress(position, least, most)}</p>
    </div>
  </div>`;
}

/** Draws the form's title, and before the first questions its purpose. */
export function headView({ title, intro, minutes }: FormDefinition, position: number): TemplateResult {
  return html`<div class=${position === 1 ? 'head' : 'head again'}>
    <h2 tabindex="-1" part="heading">${title}</h2>
    ${position === 1 ? html`<p class="lead">${intro} ${intakeCopy.minutes(minutes)}</p>` : nothing}
  </div>`;
}

/** The form was sent before. The patient may fill it in again, because something may have changed. */
export function alreadyView({ title }: FormDefinition, day: string, again: () => void): TemplateResult {
  return html`<h2 tabindex="-1" part="heading">${title}</h2>
    ${troubleView({ heading: intakeCopy.already(day), body: intakeCopy.alreadyBody }, '', [
      intakeCopy.fillAgain,
      again,
    ])}`;
}

/** The view after the form was sent. The page may add its own words in the slot. */
export function sentView(draftGone: boolean): TemplateResult {
  return html`<div class="sent">
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5" /></svg>
    <h2 tabindex="-1" part="heading">${intakeCopy.sent}</h2>
    <p>${intakeCopy.sentBody}</p>
    ${draftGone ? html`<p class="quiet">${intakeCopy.sentDraft}</p>` : nothing}
  </div>`;
}
