import { inWords } from '@botaniqal/shared/forms/answer-text.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { busyWords } from '../../../components/busy-words/busy-words.ts';
import { rootOf } from '../../../components/form-section/validate-field.ts';
import { type PrivacyFacts, privacyNotice } from '../../../components/privacy-notice/privacy-notice.ts';
import { intakeCopy } from '../../../copy/forms/intake.ts';
import { type Filling, type Rules, read } from './filling.ts';

/** The views around the button that sends. */
export interface CheckParts {
  readonly clinic: PrivacyFacts | null;
  readonly emailCopy: boolean;
  readonly others: unknown;
}

/**
 * Draws all answers before they are sent. Each section has a button that changes it, and a doubtful answer has a
 * warning.
 */
export function checkView(
  now: Filling,
  rules: Rules,
  busy: boolean,
  acts: {
    readonly change: (section: string) => void;
    readonly send: () => void;
    readonly wantCopy: (wanted: boolean) => void;
  },
  { clinic, emailCopy, others }: CheckParts,
): TemplateResult {
  const { sections, warnings } = read(now, rules);
  const words = inWords(rules.form, now.answers, rules.at);
  return html`<div class="check">
    <div class="head">
      <h3 tabindex="-1">${intakeCopy.check}</h3>
      <p class="lead">${intakeCopy.checkLead}</p>
    </div>
    ${sections.map(
      ({ section }, index) => html`<div class="part">
        <div class="title">
          <h4>${section.title}</h4>
          <button type="button" class="link" @click=${() => acts.change(section.id)}>
            ${intakeCopy.change}<span class="spoken"> ${section.title}</span>
          </button>
        </div>
        <dl>
          ${words[index]?.questions.map(
            ({ id, question, answer }) => html`<div>
              <dt>${question}</dt>
              <dd>
                ${
                  answer.length > 0
                    ? answer.map((line) => html`<p>${line}</p>`)
                    : html`<p class="quiet">${intakeCopy.notAnswered}</p>`
                }${secondLook(warnings, id)}
              </dd>
            </div>`,
          )}
        </dl>
      </div>`,
    )}
    <div class="send">
      <label class="copy">
        <input
          type="checkbox"
          name="email-copy"
          .checked=${emailCopy}
          @change=${(event: Event) => acts.wantCopy((event.target as HTMLInputElement).checked)}
        />
        ${intakeCopy.emailCopy}
      </label>
      ${clinic ? html`<p class="quiet">${privacyNotice(clinic, intakeCopy.privacy)}</p>` : nothing}
      <button type="button" class="primary" part="submit" aria-disabled=${busy ? 'true' : nothing} @click=${acts.send}>
        ${busyWords(busy, intakeCopy.send, intakeCopy.sending)}
      </button>
      ${others}
    </div>
  </div>`;
}

function secondLook(warnings: readonly Fault[], id: string) {
  return warnings
    .filter(({ path }) => rootOf(path) === id)
    .map(({ message }) => html`<p class="look">${message}</p>`);
}
