import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { inWords } from '@botaniqal/shared/forms/answer-text.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { type SupportLineId, supportLines } from '@botaniqal/shared/forms/triage/support-lines.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { ApiProblemCode } from '../../../api/api-problem.ts';
import { findPractitioner } from '../../../catalogue/find.ts';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { supportLineList } from '../../../components/support-lines/support-lines.ts';
import { namesInWords, triageCopy } from '../../../copy/forms/triage.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { type NextStep, nextStepOf } from '../journey/next-step.ts';
import { stepsAhead } from '../journey/steps-ahead.ts';
import type { Rules, Triage } from '../journey/triage-journey.ts';

export type Outcome = Extract<Triage, { at: 'outcome' }>;

/** Placeholders with roughly the size of the content. They appear when loading takes long enough to notice. */
export const waitingView = html`<p class="spoken" role="status">${triageCopy.loading}</p>
  <div class="waiting" aria-hidden="true">
    <i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i>
  </div>`;

/** Draws the bar of steps with words that stay true when later answers add steps, and the way back. */
export function topView(now: Triage, rules: Rules, back: (() => void) | null): TemplateResult {
  const { before, least, most } = stepsAhead(rules, now.answers, now.section);
  return html`<div class="top">
    <div class="bar" aria-hidden="true">
      ${Array.from({ length: before + 1 + most }, (_, index) => html`<i class=${index <= before ? 'done' : ''} part="segment"></i>`)}
    </div>
    <div class="where">
      ${
        back
          ? html`<button type="button" class="link way" part="back" @click=${back}>
              <span aria-hidden="true">‹ </span>${triageCopy.back}
            </button>`
          : html`<span></span>`
      }
      <span class="quiet numbers">${triageCopy.step(before + 1, least, most)}</span>
    </div>
  </div>`;
}

/** Draws a sentence whose number is a link that calls. */
function line(id: SupportLineId): TemplateResult {
  const { name, phone } = supportLines[id];
  return html`${id === 'emergency' ? '' : name} <a href="tel:${phone.replaceAll(' ', '')}">${phone}</a>`;
}

/** A quiet line on every step, because a person in danger should call and not fill in a form. */
export const dangerLine = html`<p class="danger-line">
  <span>${triageCopy.danger} ${line('emergency')}</span>
  <span>${triageCopy.toTalk} ${line('lifeline')}</span>
</p>`;

const worseLine = html`<p class="danger-line">
  <span>${triageCopy.worse} ${line('healthdirect')}</span>
  <span>${triageCopy.danger} ${line('emergency')}</span>
</p>`;

export function troubleView(code: ApiProblemCode, offline: boolean, phone: string): TemplateResult {
  const body =
    offline && code === 'network'
      ? triageCopy.notSentOffline
      : `${code === 'invalid_request' ? triageCopy.needsAnotherLook : problemSentence(code)} ${triageCopy.kept}`;
  return html`<bq-banner .heading=${triageCopy.notSent} .body=${body}
    >${phoneLink(phone, triageCopy.call(phone))}</bq-banner
  >`;
}

export interface OutcomeActs {
  readonly book: (offer: NextStep) => void;
  readonly change: (section: string) => void;
}

/**
 * Draws the outcome in plain words: how soon to book, with whom, and why triage cannot say more.
 * @param handsOver false when the page continues by itself
 */
export function outcomeView(
  now: Outcome,
  rules: Rules,
  catalogue: Catalogue,
  handsOver: boolean,
  acts: OutcomeActs,
): TemplateResult {
  const { outcome } = now.received;
  const urgency = outcome.urgency === 'self_care' || outcome.urgency === 'soon' ? outcome.urgency : 'routine';
  const offer: NextStep = handsOver ? nextStepOf(now, catalogue) : { kind: 'call' };
  const { heading, lead } = now.helped ? triageCopy.helped : wordsFor(urgency, offer);
  return html`<div class="outcome">
    <div class="head">
      <h2 tabindex="-1" part="heading">${heading}</h2>
      <p class="lead">${lead}</p>
    </div>
    ${now.helped ? supportLineList(now.helped.lines) : nothing}
    ${urgency === 'self_care' && !now.helped ? selfCareView : nothing} ${offerView(offer, now, catalogue, acts)}
    ${
      outcome.support.length > 0 && !now.helped
        ? html`<div>
            <h3>${triageCopy.lines}</h3>
            ${supportLineList(outcome.support)}
          </div>`
        : nothing
    }
    ${answersView(now, rules, acts)}
    <p class="fine">${triageCopy.fine}</p>
    ${worseLine}
  </div>`;
}

function wordsFor(
  urgency: keyof typeof triageCopy.outcome,
  offer: NextStep,
): { readonly heading: string; readonly lead: string } {
  if (offer.kind !== 'waitlist' || urgency === 'self_care') return triageCopy.outcome[urgency];
  const { name } = offer.service;
  const { soon, routine } = triageCopy.notOpen;
  return urgency === 'soon'
    ? { heading: soon.heading, lead: soon.lead(name) }
    : { heading: routine.heading(name), lead: routine.lead(name) };
}

const selfCareView = html`<div class="columns">
  <div>
    <h3>${triageCopy.selfCare.helps}</h3>
    <ul>${triageCopy.selfCare.helpsList.map((words) => html`<li>${words}</li>`)}</ul>
  </div>
  <div>
    <h3>${triageCopy.selfCare.seek}</h3>
    <ul>${triageCopy.selfCare.seekList.map((words) => html`<li>${words}</li>`)}</ul>
  </div>
</div>`;

function offerView(
  offer: NextStep,
  now: Outcome,
  catalogue: Catalogue,
  { book }: OutcomeActs,
): TemplateResult {
  const { name, phone, openingHours } = catalogue.clinic;
  if (offer.kind === 'call') {
    return html`<div class="card">
      <h3>${triageCopy.talk}</h3>
      <p>${triageCopy.talkBody(name, openingHours.text)}</p>
      <div class="actions">${phoneLink(phone, triageCopy.call(phone), true)}</div>
    </div>`;
  }
  const { service } = offer;
  if (offer.kind === 'waitlist') {
    return html`<div class="card">
      <h3>${triageCopy.waitlist(service.name)}</h3>
      <p>${triageCopy.waitlistBody}</p>
      <div class="actions">
        <button type="button" class="primary" part="go-on" @click=${() => book(offer)}>${triageCopy.join}</button>
        ${phoneLink(phone, triageCopy.orCall(phone))}
      </div>
    </div>`;
  }
  const people = (now.received.outcome.recommendation?.practitionerIds ?? [])
    .map((id) => findPractitioner(catalogue, id)?.name ?? '')
    .filter((each) => each !== '');
  return html`<div class="card">
    <h3>${triageCopy.firstCall(service.name)}</h3>
    <p>${triageCopy.firstCallBody(offer.visit.durationMinutes)}</p>
    ${people.length > 0 ? html`<p class="quiet">${triageCopy.after(namesInWords(people))}</p>` : nothing}
    <div class="actions">
      <button type="button" class="primary" part="go-on" @click=${() => book(offer)}>${triageCopy.book}</button>
      ${phoneLink(phone, triageCopy.orCall(phone))}
    </div>
  </div>`;
}

function answersView({ answers }: Outcome, { form, at }: Rules, { change }: OutcomeActs): TemplateResult {
  const words = inWords(form, answers, at);
  const { sections } = readForm(form, answers, at);
  return html`<details>
    <summary>${triageCopy.yourAnswers}</summary>
    ${words.map(({ title, questions }, index) => {
      const id = sections[index]?.section.id ?? '';
      return html`<div class="answers">
        <dl>
          ${questions.map(
            ({ question, answer }) => html`<dt>${question}</dt>
              <dd>${answer.length > 0 ? answer.map((line) => html`<p>${line}</p>`) : triageCopy.notAnswered}</dd>`,
          )}
        </dl>
        <button type="button" class="link" @click=${() => change(id)}>
          ${triageCopy.change}<span class="spoken">${triageCopy.changeWhat(title)}</span>
        </button>
      </div>`;
    })}
  </details>`;
}
