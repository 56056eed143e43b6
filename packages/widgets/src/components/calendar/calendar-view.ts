import { clocksDiffer } from '@botaniqal/shared/time/day-slots.ts';
import {
  addMonths,
  addMonthsToDay,
  firstDay,
  type Month,
  monthOf,
} from '@botaniqal/shared/time/month-grid.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Announcer } from '../../controllers/announcer.ts';
import {
  age,
  chosenWords,
  dayAnnouncement,
  dayLong,
  dayShort,
  monthAnnouncement,
  monthLong,
  slotOtherTime,
  type Voice,
  calendarCopy as words,
} from '../../copy/calendar.ts';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { buttonAfterKey, dayAfterKey, tabAfterKey } from './calendar-keys.ts';
import {
  type Chosen,
  everybody,
  FreeTimes,
  oldestReading,
  type Person,
  type Slot,
} from './calendar-model.ts';
import { calendarNotice, type NoticeAction } from './calendar-notice.ts';
import { calendarLayout, calendarStyles } from './calendar-view.styles.ts';
import { chosenBar } from './chosen-bar.ts';
import { backIcon, forwardIcon } from './icons.ts';
import { monthTable } from './month-table.ts';
import { tabList, tabsOf } from './practitioner-tabs.ts';
import { slotStyles } from './slot-list.styles.ts';
import { slotList } from './slot-list.ts';
import { zoneLine } from './zone-line.ts';

/** What the calendar knows of its times: not even whose, nothing yet, some, or that they could not be had. */
export type CalendarState = 'waiting' | 'loading' | 'ready' | 'failed';

/**
 * Everybody's free times: tabs, month, times, zone, and the bar with the chosen time. Holds what a person looks at
 * (tab, month, day); fetches nothing.
 *
 * @element bq-calendar-view
 * @slot - a way forward, shown when the times cannot be loaded and no phone number is known
 * @fires month-shown - a month came into view: `{ month }`
 * @fires zone-chosen - times are to be shown in another zone: `{ zone }`
 * @fires time-chosen - a time was chosen: `Chosen`
 * @fires time-confirmed - "Continue" was pressed: `Chosen`
 * @fires retry - try again
 */
export class CalendarView extends LitElement {
  static override styles = [tokens, base, calendarLayout, calendarStyles, slotStyles];

  private readonly announcer = new Announcer(this);

  @property() locale = 'en-AU';
  /** The line under the heading; `undefined` while it is not known. */
  @property() summary: string | undefined;
  /** The clinic's zone; empty while it is not known. */
  @property() clinicZone = '';
  /** The zone of the person's device. */
  @property() ownZone = '';
  /** The zone that times are shown in; empty while it is not known. */
  @property() zone = '';
  @property() phone = '';
  /** What each visit costs, in words; empty: not said. */
  @property() price = '';
  @property() state: CalendarState = 'loading';
  /** New times are on their way; the old ones stay. */
  @property({ type: Boolean }) busy = false;
  /** Why there are no times, when `state` is `failed`. */
  @property() problem = '';
  /** When the times were read, if they could not be read again since. */
  @property() staleSince = '';
  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) slots: readonly Slot[] = [];
  /** Whether the times of a month are known. */
  @property({ attribute: false }) knows: (month: Month) => boolean = () => true;
  /** Whose tab is shown: a practitioner's id, or `all`. */
  @property() tab = everybody;
  @property({ attribute: false }) chosen: Chosen | undefined;
  /** A start that is not offered any more. */
  @property() lost = '';
  /** Starts to point out, nearest first. */
  @property({ attribute: false }) near: readonly string[] = [];

  @state() private month: Month = '';
  @state() private day = '';
  @state() private cursor = '';
  @state() private asking = '';
  @state() private slotCursor = '';

  private free = new FreeTimes([], 'UTC', everybody, '');
  private today = '';
  /** Turn to the first free day as soon as there is one: at the start, and after "look for later times". */
  private seeking = true;
  /** Whether the focus was in the part that may be replaced. */
  private focusWasInSide = false;

  /** To the heading, when the calendar comes into view. */
  override focus(): void {
    this.find('h2')?.focus();
  }

  /** Says something to people who listen. */
  announce(message: string): void {
    this.announcer.say(message);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.focusWasInSide = Boolean(this.shadowRoot?.activeElement?.closest('.side'));
    const zone = this.zone || this.ownZone || 'UTC';
    this.today = dayOf(new Date(), zone);
    if (!this.month) this.month = monthOf(this.today);
    // The first slot of the day in view says where that day went when zones change.
    const anchor = changed.has('zone') ? (this.chosen?.start ?? this.free.on(this.day)[0]?.start) : undefined;
    if (['slots', 'zone', 'ownZone', 'tab', 'lost'].some((name) => changed.has(name as keyof CalendarView))) {
      this.free = new FreeTimes(this.slots, zone, this.tab, this.lost);
    }
    if (anchor) this.turnTo(dayOf(anchor, zone));
    if (changed.has('near') && this.near[0]) this.turnTo(dayOf(this.near[0], zone));
    if (changed.has('chosen') && this.chosen && !changed.has('zone')) this.showChosen(this.chosen, zone);
    if (changed.has('tab')) this.followTab();
    if (this.seeking && this.state === 'ready') this.seekFirstFreeDay();
    if (!this.day && this.state === 'ready') this.day = this.free.inMonth(this.month)[0] ?? '';
  }

  override updated(changed: PropertyValues<this>): void {
    // What had the focus may be gone with the day, the month or the failure it belonged to.
    if (this.focusWasInSide && !this.shadowRoot?.activeElement) this.find('#times-heading')?.focus();
    if (changed.get('state') === 'loading' && this.state === 'ready') this.announceDay();
    if (changed.has('problem') && this.problem) this.announcer.say(this.problem);
  }

  override render(): TemplateResult {
    return html`
      <div class="frame" aria-busy=${this.busy || this.state === 'loading'}>
        <header>
          <h2 tabindex="-1">${words.heading}</h2>
          <p class="quiet summary">${this.summary ?? html`<span class="skeleton">Follow-up · 15 minutes · $00</span>`}</p>
        </header>
        ${tabList(
          tabsOf(this.people, (id) => this.noteOf(id)),
          this.tab,
          { select: this.onTabClick, key: this.onTabKey },
          this.people.length === 0 && this.state === 'loading',
        )}
        <div class="panel" id="panel" role="tabpanel" aria-labelledby="tab-${this.tab}">
          ${this.renderMonth()}
          <section class="side" aria-labelledby="times-heading">${this.renderSide()}</section>
        </div>
        ${this.renderZone()} ${this.renderBar()}
        ${this.announcer.render()}
      </div>
    `;
  }

  private renderMonth(): TemplateResult {
    const { month, today, locale, day } = this;
    const inMonth = (date: string) => monthOf(date) === month && date >= today;
    const cursor = [this.cursor, day, today].find((date) => date && inMonth(date)) ?? firstDay(month);
    return monthTable(
      {
        month,
        locale,
        today,
        day,
        cursor,
        known: this.state === 'ready' && this.knows(month),
        isFirst: month <= monthOf(today),
        isLast: month >= monthOf(this.lastDay),
        name: this.tab === everybody ? '' : this.nameOf(this.tab),
        countOn: (date) => this.free.on(date).length,
      },
      {
        turn: (count) => this.showMonth(addMonths(month, count)),
        choose: this.onDayClick,
        key: this.onDayKey,
      },
    );
  }

  private renderSide(): TemplateResult {
    if (this.state === 'waiting') {
      return calendarNotice({ title: words.noService, advice: '', actions: [], phone: this.phone });
    }
    if (this.state === 'failed') return this.renderFailure();
    if (this.state === 'loading') return this.renderSkeleton();
    const person = this.people.find(({ id }) => id === this.tab);
    if (person?.status === 'unavailable') return this.renderUnavailable(person);
    const slots = this.free.on(this.day);
    if (slots.length === 0) {
      if (this.knows(this.month)) return this.renderNothing();
      return this.problem ? this.renderFailure() : this.renderSkeleton();
    }
    return html`
      <h3 id="times-heading" tabindex="-1">${dayLong(this.day, this.locale)}</h3>
      ${slotList(
        {
          day: this.day,
          slots,
          voice: this.voice,
          tab: this.tab,
          chosen: this.chosen,
          asking: this.asking,
          cursor: this.slotCursorIn(slots),
          near: this.near,
          nameOf: (id) => this.nameOf(id),
        },
        { press: this.onSlot, pick: this.onPick, cancel: this.onCancel, key: this.onSlotKey },
      )}
      ${this.renderSteps()}
    `;
  }

  /** To the free days before and after the one in view. */
  private renderSteps(): TemplateResult {
    const previous = this.free.before(this.day);
    const next = this.free.after(this.day);
    return html`
      <div class="steps">
        ${
          previous
            ? html`<button type="button" class="step" aria-label=${words.previousFree(dayShort(previous, this.locale))} @click=${() => this.goTo(previous)}>
                ${backIcon}<span>${dayShort(previous, this.locale)}</span>
              </button>`
            : nothing
        }
        ${
          next
            ? html`<button type="button" class="step onward" @click=${() => this.goTo(next)}>
                <span>${words.nextFree(dayShort(next, this.locale))}</span>${forwardIcon}
              </button>`
            : this.laterAction(
                (label, act) =>
                  html`<button type="button" class="step onward" @click=${act}><span>${label}</span>${forwardIcon}</button>`,
              )
        }
      </div>
    `;
  }

  private renderNothing(): TemplateResult {
    const next = this.free.after(this.day || firstDay(this.month));
    const previous = this.free.before(this.day || firstDay(this.month));
    const none = this.free.days.size === 0;
    const actions: NoticeAction[] = [];
    if (next)
      actions.push({
        label: words.nextFree(dayShort(next, this.locale)),
        act: () => this.goTo(next),
        primary: true,
      });
    else this.laterAction((label, act) => actions.push({ label, act, primary: none }));
    if (previous)
      actions.push({
        label: words.previousFree(dayShort(previous, this.locale)),
        act: () => this.goTo(previous),
      });
    return calendarNotice({
      title: this.day
        ? words.noTimesOn(dayLong(this.day, this.locale))
        : none
          ? words.noTimesAtAll
          : words.noTimesIn(monthLong(this.month, this.locale)),
      advice: none ? words.noTimesAdvice : '',
      actions,
      phone: next ? '' : this.phone,
    });
  }

  private renderUnavailable(person: Person): TemplateResult {
    return calendarNotice({
      title: words.couldNotCheckPerson(person.name),
      advice: words.couldNotCheckAdvice,
      actions: [
        { label: this.busy ? words.tryingAgain : words.tryAgain, act: this.onRetry, primary: true },
        { label: words.showEverybody, act: () => this.selectTab(everybody) },
      ],
      phone: this.phone,
    });
  }

  private renderFailure(): TemplateResult {
    return calendarNotice({
      title: words.failed,
      advice: this.problem,
      actions: [{ label: this.busy ? words.tryingAgain : words.tryAgain, act: this.onRetry, primary: true }],
      phone: this.phone,
    });
  }

  private renderSkeleton(): TemplateResult {
    return html`
      <h3 id="times-heading" tabindex="-1"><span class="spoken">${words.loading}</span><span class="skeleton" aria-hidden="true">Monday 00 November</span></h3>
      <div class="times" aria-hidden="true">
        <h4><span class="skeleton">Morning</span></h4>
        <div class="part">${Array.from({ length: 8 }, () => html`<span class="slot-box skeleton"></span>`)}</div>
      </div>
      <div class="steps"></div>
    `;
  }

  private renderZone(): TemplateResult {
    const at = this.free.on(this.day)[0]?.start ?? Date.now();
    const differs = (zone: string) =>
      Boolean(zone && this.zone) && clocksDiffer(new Date(at), zone, this.zone);
    const readings = [oldestReading(this.people, this.tab), this.staleSince].filter(
      (reading) => reading !== undefined && reading !== '',
    );
    const [oldest] = readings.sort();
    return zoneLine({
      locale: this.locale,
      zone: this.zone,
      otherZone: this.voice.otherZone,
      offer: this.zone === this.clinicZone && differs(this.ownZone) ? this.ownZone : '',
      clinicZone: this.clinicZone,
      at,
      age: oldest ? age(oldest, Date.now(), this.locale) : '',
      show: this.onZone,
    });
  }

  private renderBar(): TemplateResult {
    const { chosen } = this;
    if (!chosen) return chosenBar(undefined, this.onContinue);
    const place = this.people.find(({ id }) => id === chosen.practitionerId)?.place ?? '';
    const other = slotOtherTime(chosen.start, this.voice);
    return chosenBar(
      {
        when: chosenWords(chosen.start, dayOf(chosen.start, this.voice.zone), this.voice),
        details: [other, `with ${this.nameOf(chosen.practitionerId)}`, place, this.price]
          .filter(Boolean)
          .join(' · '),
      },
      this.onContinue,
    );
  }

  private get voice(): Voice {
    const zone = this.zone || this.ownZone || 'UTC';
    return {
      locale: this.locale,
      zone,
      otherZone: this.clinicZone && this.clinicZone !== zone ? this.clinicZone : '',
    };
  }

  /** The last day that keys and buttons reach: a year ahead. */
  private get lastDay(): string {
    return addMonthsToDay(this.today, 12);
  }

  private get rightToLeft(): boolean {
    return getComputedStyle(this).direction === 'rtl';
  }

  private nameOf(id: string): string {
    return this.people.find((person) => person.id === id)?.name ?? '';
  }

  private noteOf(tab: string): string | undefined {
    if (this.state === 'loading') return undefined;
    if (this.state !== 'ready') return '';
    const start =
      tab === everybody
        ? this.slots.find(({ start }) => start !== this.lost)?.start
        : this.slots.find(
            ({ start, practitionerIds }) => start !== this.lost && practitionerIds.includes(tab),
          )?.start;
    if (!start) return words.noTimesSoon;
    return words.next(dayShort(dayOf(start, this.voice.zone), this.locale));
  }

  private slotCursorIn(slots: readonly Slot[]): string {
    const has = (start: string | undefined) => slots.some((slot) => slot.start === start);
    return [this.slotCursor, this.chosen?.start].find(has) ?? slots[0]?.start ?? '';
  }

  /** The first month whose times nobody asked for yet, as an action; nothing when a year is known. */
  private laterAction<R>(make: (label: string, act: () => void) => R): R | typeof nothing {
    let month = this.month;
    while (this.knows(month)) month = addMonths(month, 1);
    if (month > monthOf(this.lastDay)) return nothing;
    return make(words.lookLater, () => {
      this.showMonth(month);
      this.seeking = true;
      this.focusAfterUpdate('#times-heading');
    });
  }

  private turnTo(day: string): void {
    this.day = day;
    this.cursor = day;
    this.month = monthOf(day);
  }

  private showChosen(chosen: Chosen, zone: string): void {
    this.turnTo(dayOf(chosen.start, zone));
    this.slotCursor = chosen.start;
    this.seeking = false;
  }

  private followTab(): void {
    this.asking = '';
    if (this.free.on(this.day).length > 0 || this.seeking) return;
    const day = this.free.inMonth(this.month)[0] ?? this.free.after();
    if (day) this.turnTo(day);
    else this.day = '';
  }

  private seekFirstFreeDay(): void {
    if (this.day && this.free.on(this.day).length > 0) {
      this.seeking = false;
      return;
    }
    const day = this.free.after(firstDay(this.month)) ?? this.free.after();
    if (!this.knows(this.month)) return;
    this.seeking = false;
    if (day) this.turnTo(day);
  }

  private showMonth(month: Month): void {
    this.month = month;
    this.cursor = '';
    this.asking = '';
    this.day = this.free.inMonth(month)[0] ?? '';
    this.dispatchEvent(new CustomEvent('month-shown', { detail: { month } }));
    if (this.knows(month)) {
      this.announcer.say(monthAnnouncement(month, this.free.inMonth(month).length, this.locale));
    } else {
      this.announcer.say(monthLong(month, this.locale));
    }
  }

  private goTo(day: string): void {
    const from = this.month;
    this.turnTo(day);
    this.asking = '';
    if (this.month !== from)
      this.dispatchEvent(new CustomEvent('month-shown', { detail: { month: this.month } }));
    this.announceDay();
  }

  private selectTab(tab: string): void {
    this.tab = tab;
    this.focusAfterUpdate(`[data-tab="${tab}"]`);
    void this.updateComplete.then(() => {
      this.find(`[data-tab="${tab}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      this.announceDay();
    });
  }

  private announceDay(): void {
    const count = this.free.on(this.day).length;
    this.announcer.say(
      this.day
        ? dayAnnouncement(this.day, count, this.locale)
        : monthAnnouncement(this.month, 0, this.locale),
    );
  }

  private find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  private reveal(selector: string): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.find(selector)?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
  }

  private focusAfterUpdate(selector: string): void {
    void this.updateComplete.then(() => this.find(selector)?.focus());
  }

  private readonly onTabClick = (event: Event): void => {
    const tab = dataOf(event, 'tab');
    if (tab) this.selectTab(tab);
  };

  private readonly onTabKey = (event: KeyboardEvent): void => {
    const ids = [everybody, ...this.people.map(({ id }) => id)];
    const next = tabAfterKey(event, ids.indexOf(this.tab), ids.length, this.rightToLeft);
    const tab = next === undefined ? undefined : ids[next];
    if (!tab) return;
    event.preventDefault();
    this.selectTab(tab);
  };

  private readonly onDayClick = (event: UIEvent): void => {
    const day = dataOf(event, 'day');
    if (!day) return;
    this.day = day;
    this.cursor = day;
    this.asking = '';
    this.announceDay();
    // Under a finger on a phone the times may stand below the edge of the screen.
    if (event.detail > 0) this.reveal('.side');
  };

  private readonly onDayKey = (event: KeyboardEvent): void => {
    const from = dataOf(event, 'day');
    if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
    const { today, lastDay, rightToLeft } = this;
    const day = dayAfterKey(event, from, { first: today, last: lastDay, rightToLeft });
    if (!day) return;
    event.preventDefault();
    if (monthOf(day) !== this.month) this.showMonth(monthOf(day));
    this.cursor = day;
    this.focusAfterUpdate(`[data-day="${day}"]`);
  };

  private readonly onSlotKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.asking) {
      event.preventDefault();
      this.onCancel();
      return;
    }
    const start = dataOf(event, 'start');
    if (!start || event.altKey || event.ctrlKey || event.metaKey) return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-start]')];
    const from = buttons.find((button) => button.dataset.start === start);
    const next = from && buttonAfterKey(event, from, buttons);
    if (!next) return;
    event.preventDefault();
    this.slotCursor = next.dataset.start ?? '';
    next.focus();
  };

  private readonly onSlot = (slot: Slot): void => {
    this.slotCursor = slot.start;
    const [only = ''] = slot.practitionerIds;
    if (this.tab !== everybody) {
      this.onPick(slot, this.tab, false);
    } else if (slot.practitionerIds.length === 1) {
      this.onPick(slot, only, false);
    } else if (this.asking === slot.start) {
      this.onCancel();
    } else {
      this.asking = slot.start;
      void this.updateComplete.then(() => {
        this.find('.who button')?.focus({ preventScroll: true });
        this.reveal('.who');
      });
    }
  };

  private readonly onPick = (slot: Slot, practitionerId: string, anyone: boolean): void => {
    const { start, durationMinutes } = slot;
    this.chosen = { start, practitionerId, durationMinutes, anyone };
    this.asking = '';
    this.announcer.say(`${chosenWords(start, this.day, this.voice)}, with ${this.nameOf(practitionerId)}`);
    this.focusAfterUpdate(`[data-start="${start}"]`);
    this.dispatchEvent(new CustomEvent('time-chosen', { detail: this.chosen }));
  };

  private readonly onCancel = (): void => {
    const start = this.asking;
    this.asking = '';
    this.focusAfterUpdate(`[data-start="${start}"]`);
  };

  private readonly onZone = (zone: string): void => {
    this.dispatchEvent(new CustomEvent('zone-chosen', { detail: { zone } }));
  };

  private readonly onRetry = (): void => {
    if (this.busy) return;
    this.dispatchEvent(new CustomEvent('retry'));
  };

  private readonly onContinue = (): void => {
    if (this.chosen) this.dispatchEvent(new CustomEvent('time-confirmed', { detail: this.chosen }));
    else this.announcer.say(words.chooseFirst);
  };
}

/** The `data-*` of the button an event came from. */
function dataOf(event: Event, name: string): string | undefined {
  const { target } = event;
  return target instanceof Element
    ? target.closest<HTMLElement>(`button[data-${name}]`)?.dataset[name]
    : undefined;
}

define('bq-calendar-view', CalendarView);
