import type { Month } from '@botaniqal/shared/time/month-grid.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { dayLong, dayShort, daySpoken, monthLong, calendarCopy as words } from '../../../copy/calendar.ts';
import type { CalendarState, FreeTimes, Person } from '../calendar-model.ts';
import { backIcon, forwardIcon } from '../frame/icons.ts';
import { type SlotActs, type SlotFacts, slotList } from './slot-list.ts';
import { type MessageAction, timesMessage } from './times-message.ts';

export interface SideFacts extends Omit<SlotFacts, 'slots'> {
  state: CalendarState;
  locale: string;
  month: Month;
  free: FreeTimes;
  /** Whether the times of the month in view are loaded. */
  known: boolean;
  /** The last day that can be booked. */
  lastDay: string;
  /** The first month that is not loaded yet; `undefined` when all that can be booked is loaded. */
  later: Month | undefined;
  /** All calendars were read, and none has a free time. */
  noneFree: boolean;
  /** The practitioner of the tab in view, when their calendar could not be read. */
  unchecked: Person | undefined;
  problem: string;
  /** Trying again cannot help. */
  final: boolean;
  busy: boolean;
  phone: string;
}

export interface SideActs extends SlotActs {
  goTo: (day: string) => void;
  lookLater: (month: Month) => void;
  retry: () => void;
  showEverybody: () => void;
  /** Opens the waitlist for a time that comes free. */
  wait: () => void;
}

/** The panel beside the month: the times of the day, or the reason why there are none and the ways forward. */
export function sidePanel(facts: SideFacts, act: SideActs): TemplateResult {
  const { state, unchecked, known, free, day } = facts;
  if (state === 'waiting')
    return timesMessage({ title: words.noService, advice: '', actions: [], phone: facts.phone });
  if (state === 'failed') return failure(facts, act);
  if (state === 'loading') return skeleton();
  if (unchecked) return notChecked(unchecked, facts, act);
  const slots = free.on(day);
  if (slots.length > 0) {
    return html`
      <h3 id="times-heading" tabindex="-1">${dayLong(day, facts.locale)}<span class="spoken">${daySpoken(facts.voice)}</span></h3>
      ${slotList({ ...facts, slots }, act)}
      ${steps(facts, act)}
    `;
  }
  if (known || day > facts.lastDay) return noTimes(facts, act);
  return facts.problem ? failure(facts, act) : skeleton();
}

/** Buttons to the free days before and after the day in view. */
function steps({ free, day, locale, later }: SideFacts, act: SideActs): TemplateResult {
  const previous = free.before(day);
  const next = free.after(day);
  const onward = (label: string, go: () => void) =>
    html`<button type="button" class="step onward" @click=${go}><span>${label}</span>${forwardIcon}</button>`;
  return html`
    <div class="steps">
      ${
        previous
          ? html`<button type="button" class="step" aria-label=${words.previousFree(dayShort(previous, locale))} @click=${() => act.goTo(previous)}>
              ${backIcon}<span>${dayShort(previous, locale)}</span>
            </button>`
          : nothing
      }
      ${
        next
          ? onward(words.nextFree(dayShort(next, locale)), () => act.goTo(next))
          : later
            ? onward(words.lookLater, () => act.lookLater(later))
            : nothing
      }
    </div>
  `;
}

function noTimes(facts: SideFacts, act: SideActs): TemplateResult {
  const { free, day, month, locale, later, noneFree, lastDay } = facts;
  const closed = day > lastDay;
  const here = day || `${month}-00`;
  const next = free.after(here);
  const previous = free.before(here);
  const none = free.days.size === 0;
  const actions: MessageAction[] = [];
  if (noneFree) actions.push({ label: words.tellUs, act: act.wait, primary: true });
  if (next)
    actions.push({ label: words.nextFree(dayShort(next, locale)), act: () => act.goTo(next), primary: true });
  else if (later)
    actions.push({ label: words.lookLater, act: () => act.lookLater(later), primary: none && !noneFree });
  if (previous) {
    actions.push({ label: words.previousFree(dayShort(previous, locale)), act: () => act.goTo(previous) });
  }
  const where = none ? words.noTimesAtAll : words.noTimesIn(monthLong(month, locale));
  return timesMessage({
    title: closed
      ? words.notOpenOn(dayLong(day, locale))
      : day
        ? words.noTimesOn(dayLong(day, locale))
        : where,
    advice: closed
      ? words.openUntil(dayLong(lastDay, locale))
      : noneFree
        ? words.noneFree
        : none
          ? words.noTimesAdvice
          : '',
    actions,
    phone: next ? '' : facts.phone,
  });
}

function notChecked(person: Person, { busy, phone, several }: SideFacts, act: SideActs): TemplateResult {
  return timesMessage({
    title: words.couldNotCheckPerson(person.name),
    advice: several ? words.couldNotCheckAdvice : '',
    actions: [
      retryAction(busy, act),
      ...(several ? [{ label: words.showEverybody, act: act.showEverybody }] : []),
    ],
    phone,
  });
}

function failure({ problem, final, busy, phone }: SideFacts, act: SideActs): TemplateResult {
  const actions = final ? [] : [retryAction(busy, act)];
  return timesMessage({ title: final ? words.notHere : words.failed, advice: problem, actions, phone });
}

function retryAction(busy: boolean, act: SideActs): MessageAction {
  return { label: busy ? words.tryingAgain : words.tryAgain, act: act.retry, primary: true };
}

/** Placeholders with the size of the times. They appear only when loading takes long enough to notice. */
function skeleton(): TemplateResult {
  return html`
    <h3 id="times-heading" tabindex="-1">
      <span class="spoken">${words.loading}</span><span class="skeleton" aria-hidden="true">Monday 00 November</span>
    </h3>
    <div class="times" aria-hidden="true">
      <h4><span class="skeleton">Morning</span></h4>
      <div class="part">${Array.from({ length: 8 }, () => html`<span class="slot-box skeleton"></span>`)}</div>
    </div>
    <div class="steps"></div>
  `;
}
