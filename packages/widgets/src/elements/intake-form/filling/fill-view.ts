import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormLeftEvent, FormTypedEvent } from '../../../components/form-section/form-section.events.ts';
import type { PrivacyFacts } from '../../../components/privacy-notice/privacy-notice.ts';
import { intakeCopy } from '../../../copy/forms/intake.ts';
import { headView, topView } from '../intake-views.ts';
import { checkView } from './check-view.ts';
import { type Filling, goBack, goTo, progressOf, type Rules, shownOf } from './filling.ts';
import '../../../components/form-section/form-section.ts';

/** The facts and acts of a form that is being filled in. */
export interface FillShown {
  readonly filling: Filling;
  readonly rules: Rules;
  /** The faults from the server. */
  readonly refused: readonly Fault[];
  readonly busy: boolean;
  /** The day on which the patient saved the draft, when they have just returned; otherwise empty. */
  readonly leftOn: string;
  /** The banner about a failure, or nothing. */
  readonly trouble: unknown;
  /** Whether the form offers to save. It does not while the words about saving are in view. */
  readonly maySave: boolean;
  /** The clinic, for the notice about the use of the answers; `null` while it is not known. */
  readonly clinic: PrivacyFacts | null;
  /** Whether the patient wants the answers by email. */
  readonly emailCopy: boolean;
  readonly acts: {
    readonly go: (filling: Filling | null) => void;
    readonly typed: (event: FormTypedEvent) => void;
    readonly left: (event: FormLeftEvent) => void;
    readonly done: () => void;
    readonly send: () => void;
    readonly save: () => void;
    readonly wantCopy: (wanted: boolean) => void;
  };
}

/** Draws the section in view, or all answers to check, with the buttons that go back, continue or save. */
export function fillView({
  filling,
  rules,
  refused,
  busy,
  leftOn,
  trouble,
  maySave,
  clinic,
  emailCopy,
  acts,
}: FillShown): TemplateResult {
  const progress = progressOf(filling, rules);
  const shown = shownOf(filling, rules);
  const others = html`${
    filling.checked && shown
      ? html`<button type="button" class="link" @click=${() => acts.go({ ...filling, section: null })}>
          ${intakeCopy.toCheck}
        </button>`
      : nothing
  }${
    maySave
      ? html`<button type="button" class="link" part="later" @click=${acts.save}>${intakeCopy.later}</button>`
      : nothing
  }`;
  return html`${topView(progress, progress.position > 1 && !busy ? () => acts.go(goBack(filling, rules)) : null)}
    ${headView(rules.form, progress.position)}
    ${leftOn ? html`<p class="look">${intakeCopy.resumed(leftOn)}</p>` : nothing} ${trouble}
    ${
      shown
        ? html`<bq-form-section
            .section=${shown.section}
            .fields=${shown.fields}
            .answers=${filling.answers}
            .refused=${refused}
            .today=${rules.at.today}
            @bq-form-typed=${acts.typed}
            @bq-form-left=${acts.left}
            @bq-form-section-done=${acts.done}
            >${others}</bq-form-section
          >`
        : checkView(
            filling,
            rules,
            busy,
            {
              change: (section) => acts.go(goTo(filling, section)),
              send: acts.send,
              wantCopy: acts.wantCopy,
            },
            { clinic, emailCopy, others },
          )
    }`;
}
