import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { newActKey } from '../../../api/client.ts';
import type { FormTypedEvent } from '../../../components/form-section/form-section.events.ts';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { triageCopy } from '../../../copy/forms/triage.ts';
import { stepsAhead } from '../journey/steps-ahead.ts';
import { type Rules, sectionBefore, type Triage, type TriageEvent } from '../journey/triage-journey.ts';
import { dangerLine, topView, troubleView } from './triage-views.ts';

/** Draws one group of questions, also while the answers are being sent. */
export function questionView(
  now: Triage,
  rules: Rules,
  { offline, phone }: { readonly offline: boolean; readonly phone: string },
  acts: { readonly act: (event: TriageEvent) => void; readonly left: (event: Event) => void },
): TemplateResult {
  const { form, at } = rules;
  const { sections } = readForm(form, now.answers, at);
  const here = sections.find(({ section }) => section.id === now.section);
  const busy = now.at === 'sending';
  const isFirst = sectionBefore(now, rules) === null;
  const isLast = stepsAhead(rules, now.answers, now.section).most === 0;
  const trouble = now.at === 'question' ? now.trouble : null;
  const tellsOffline = offline && !trouble;
  return html`${topView(now, rules, isFirst || busy ? null : () => acts.act({ type: 'back' }))}
    <div class="head">
      <h2 tabindex="-1" part="heading">${form.title}</h2>
      ${isFirst ? html`<p class="lead">${form.intro} ${triageCopy.notice}</p>` : nothing}
    </div>
    ${trouble ? troubleView(trouble, offline, phone) : nothing}
    <p aria-live="polite" class=${tellsOffline ? 'plain' : 'spoken'}>${tellsOffline ? triageCopy.offline : ''}</p>
    ${isLast ? html`<p class="plain">${triageCopy.beforeSending}</p>` : nothing}
    <bq-form-section
      .section=${here?.section ?? null}
      .fields=${here?.fields ?? []}
      .answers=${now.answers}
      .today=${at.today}
      .busy=${busy}
      .send=${isLast ? triageCopy.send : formsCopy.next}
      .sending=${triageCopy.sending}
      @bq-form-typed=${({ field, value }: FormTypedEvent) => acts.act({ type: 'answered', field, value })}
      @bq-form-left=${acts.left}
      @bq-form-section-done=${() => acts.act({ type: 'continued', key: newActKey() })}
    ></bq-form-section>
    ${dangerLine}`;
}
