import { html, nothing, type TemplateResult } from 'lit';
import { dayLong, dayShort, monthLong, calendarCopy as words } from '../../../copy/calendar.ts';
import { noTimesCopy as copy } from '../../../copy/no-times.ts';
import type { Person } from '../calendar-model.ts';
import type { SideActs, SideFacts } from './side-facts.ts';

/** Says why there are no times, and the ways forward. Loaded when there are none: most patients never see it. */

interface MessageAction {
  label: string;
  act: () => void;
  primary?: boolean;
}

/** Draws the reason why there are no times. */
export function noTimesView(facts: SideFacts, act: SideActs): TemplateResult {
  const { state, unchecked, known, day, lastDay } = facts;
  if (state === 'waiting')
    return timesMessage({ title: copy.noService, advice: '', actions: [], phone: facts.phone });
  if (state === 'failed') return failure(facts, act);
  if (unchecked) return notChecked(unchecked, facts, act);
  return known || day > lastDay ? noTimes(facts, act) : failure(facts, act);
}

function noTimes(facts: SideFacts, act: SideActs): TemplateResult {
  const { free, day, month, locale, later, noneFree, lastDay } = facts;
  const closed = day > lastDay;
  const here = day || `${month}-00`;
  const next = free.after(here);
  const previous = free.before(here);
  const none = free.days.size === 0;
  const actions: MessageAction[] = [];
  if (noneFree) actions.push({ label: copy.tellUs, act: act.wait, primary: true });
  if (next)
    actions.push({ label: words.nextFree(dayShort(next, locale)), act: () => act.goTo(next), primary: true });
  else if (later)
    actions.push({ label: words.lookLater, act: () => act.lookLater(later), primary: none && !noneFree });
  if (previous) {
    actions.push({ label: words.previousFree(dayShort(previous, locale)), act: () => act.goTo(previous) });
  }
  const where = none ? copy.noTimesAtAll : copy.noTimesIn(monthLong(month, locale));
  return timesMessage({
    title: closed
      ? words.notOpenOn(dayLong(day, locale))
      : day
        ? words.noTimesOn(dayLong(day, locale))
        : where,
    advice: closed
      ? words.openUntil(dayLong(lastDay, locale))
      : noneFree
        ? copy.noneFree
        : none
          ? copy.noTimesAdvice
          : '',
    actions,
    phone: next ? '' : facts.phone,
  });
}

function notChecked(person: Person, { busy, phone, several }: SideFacts, act: SideActs): TemplateResult {
  return timesMessage({
    title: copy.couldNotCheckPerson(person.name),
    advice: several ? copy.couldNotCheckAdvice : '',
    actions: [
      retryAction(busy, act),
      ...(several ? [{ label: copy.showEverybody, act: act.showEverybody }] : []),
    ],
    phone,
  });
}

function failure({ problem, final, busy, phone }: SideFacts, act: SideActs): TemplateResult {
  const actions = final ? [] : [retryAction(busy, act)];
  return timesMessage({ title: final ? copy.notHere : words.failed, advice: problem, actions, phone });
}

function retryAction(busy: boolean, act: SideActs): MessageAction {
  return { label: busy ? copy.tryingAgain : words.tryAgain, act: act.retry, primary: true };
}

/** The message that replaces the times when there are none or they could not be read: the reason, and what to do. */
function timesMessage(notice: {
  title: string;
  advice: string;
  actions: readonly MessageAction[];
  phone: string;
}): TemplateResult {
  return html`
    <div class="notice" part="notice">
      <h3 tabindex="-1" id="times-heading">${notice.title}</h3>
      ${notice.advice ? html`<p class="quiet">${notice.advice}</p>` : nothing}
      ${
        notice.actions.length > 0
          ? html`<div class="notice-actions">
              ${notice.actions.map(
                ({ label, act, primary }) =>
                  html`<button type="button" class=${primary ? 'primary' : ''} @click=${act}>${label}</button>`,
              )}
            </div>`
          : nothing
      }
      ${
        notice.phone
          ? html`<p class="quiet">${copy.callInstead} <a href="tel:${notice.phone.replace(/[^\d+]/g, '')}">${notice.phone}</a></p>`
          : html`<slot></slot>`
      }
    </div>
  `;
}
