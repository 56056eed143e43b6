import { clocksDiffer } from '@botaniqal/shared/time/day-slots.ts';
import { addMonths, firstDay, type Month, monthOf } from '@botaniqal/shared/time/month-grid.ts';
import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
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
import { define } from '../../page/define.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { calendarLayout } from './calendar-layout.styles.ts';
import {
  type CalendarState,
  type Chosen,
  everybody,
  FreeTimes,
  isOffered,
  oldestReading,
  type Person,
  type Slot,
  withStatus,
} from './calendar-model.ts';
import {
  type CalendarPosition,
  positionAtStart,
  positionInMonth,
  positionInTab,
  positionOnDay,
  positionWithTimes,
} from './calendar-position.ts';
import { calendarStyles } from './calendar-view.styles.ts';
import { chosenBar } from './frame/chosen-bar.ts';
import { tabList, tabsOf } from './frame/practitioner-tabs.ts';
import { zoneLine } from './frame/zone-line.ts';
import { onFocusByKey, onKeyPress } from './keys/key-press.ts';
import { dataOf, find, focusAfterUpdate, reveal } from './keys/shadow-focus.ts';
import { monthStyles } from './month/month-table.styles.ts';
import { monthTable } from './month/month-table.ts';
import { sidePanel } from './times/side-panel.ts';
import { SlotChoice } from './times/slot-choice.ts';
import { slotStyles } from './times/slot-list.styles.ts';

/** Milliseconds after which the age of the times is shown. Younger times are hardly ever wrong. */
const oldAfter = 5 * 60_000;

/**
 * The free times of all practitioners: tabs, month, times, zone, and the bar with the chosen time. It holds the tab,
 * the month and the day in view, and fetches nothing.
 *
 * @element bq-calendar-view
 * @slot - a way forward, shown when the times cannot be loaded and no phone number is known
 * @fires month-shown - the calendar shows another month: `{ month }`
 * @fires zone-chosen - the patient wants to see times in another zone: `{ zone }`
 * @fires time-chosen - the patient chose a time: `Chosen`
 * @fires time-confirmed - the patient pressed "Continue": `Chosen`
 * @fires retry - the patient wants to try again
 * @fires wait - no practitioner is free, and the patient wants to wait for a time
 */
export class CalendarView extends LitElement {
  static override properties: PropertyDeclarations = {
    locale: {},
    summary: {},
    clinicZone: { attribute: false },
    ownZone: { attribute: false },
    zone: {},
    phone: {},
    price: {},
    terms: {},
    horizonDays: { attribute: false },
    state: {},
    busy: { type: Boolean },
    problem: {},
    final: { type: Boolean },
    staleSince: { attribute: false },
    people: { attribute: false },
    slots: { attribute: false },
    knows: { attribute: false },
    tab: {},
    chosen: { attribute: false },
    current: { attribute: false },
    lost: {},
    near: { attribute: false },
    position: { state: true },
  };

  static override styles = [tokens, base, calendarLayout, calendarStyles, monthStyles, slotStyles];

  readonly #announcer = new Announcer(this);

  locale = 'en-AU';
  /** The line under the heading; `undefined` while it is loading. */
  summary: string | undefined;
  /** The clinic's zone; empty while it is not known. */
  clinicZone = '';
  /** The zone of the person's device; empty when the browser does not know it. */
  ownZone = '';
  /** The zone that times are shown in; empty while it is not known. */
  zone = '';
  phone = '';
  /** The price of each visit, in words; empty: no price is shown. */
  price = '';
  /** What a patient gets back who books the chosen time and cancels, in words; empty: nothing is said about it. */
  terms = '';
  /** How many days ahead times can be booked. */
  horizonDays = 365;
  state: CalendarState = 'loading';
  /** New times are loading; the old ones stay in view. */
  busy = false;
  /** Why there are no times, when `state` is `failed`. */
  problem = '';
  /** Trying again cannot help: only the clinic can. */
  final = false;
  /** The instant at which the times were read, when a later attempt to read them failed. */
  staleSince = '';
  people: readonly Person[] = [];
  slots: readonly Slot[] = [];
  /** Whether the times of a month are known. */
  knows: (month: Month) => boolean = () => true;
  /** The tab in view: a practitioner's id, or `all`. */
  tab = everybody;
  chosen: Chosen | undefined;
  /** The appointment that the patient moves: its time is marked, and the calendar begins with its month. */
  current: { readonly start: string; readonly practitionerId: string } | null = null;
  /** A start that another patient took: it is not offered any more. */
  lost = '';
  /** Starts to highlight, nearest first. */
  near: readonly string[] = [];

  private position: CalendarPosition = positionAtStart(dayOf(new Date(), 'UTC'));

  readonly #choice = new SlotChoice(this, (chosen) => this.#onChosen(chosen));

  #free = new FreeTimes([], 'UTC', everybody, '');
  #today = '';
  /** Whether the focus was in the panel of times, which the next render may replace. */
  #focusWasInSide = false;
  /** The time that had the focus. */
  #focusedStart: string | undefined;
  #shownDay = '';
  /** The month whose times are being fetched; empty: none. */
  #fetched: Month = '';

  /** Moves focus to the heading, when the calendar comes into view. */
  override focus(): void {
    find(this, 'h2')?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const focused = this.shadowRoot?.activeElement;
    this.#focusWasInSide = Boolean(focused?.closest('.side'));
    this.#focusedStart = focused instanceof HTMLElement ? focused.dataset.start : undefined;
    const { zone } = this.#voice;
    const moved = changed.has('zone') || changed.has('ownZone');
    // When the zone changes, the day of this slot in the new zone becomes the day in view.
    const anchor = moved
      ? (this.chosen?.start ?? this.#free.on(this.position.day)[0]?.start)
      : this.#newAnchor(changed);
    this.#today = dayOf(new Date(), zone);
    if (this.state === 'loading' && this.position.seeking)
      this.position = positionAtStart(this.#currentDay || this.#today);
    if (moved || changed.has('slots') || changed.has('tab') || changed.has('lost')) {
      this.#free = new FreeTimes(this.slots, zone, this.tab, this.lost);
    }
    if (anchor) this.position = positionOnDay(dayOf(anchor, zone));
    if (changed.has('tab')) this.position = positionInTab(this.position, this.#free);
    if (this.state === 'ready')
      this.position = positionWithTimes(this.position, this.#free, this.knows(this.position.month));
  }

  override updated(changed: PropertyValues<this>): void {
    this.#keepFocus();
    // The list of another day starts at its top.
    if (this.position.day !== this.#shownDay) find(this, '.times')?.scrollTo(0, 0);
    this.#shownDay = this.position.day;
    if (changed.get('state') === 'loading' && this.state === 'ready') {
      this.#announceDay();
      // On a phone the tab of the practitioner in view may be beyond the edge.
      const tab = find(this, `[data-tab="${this.tab}"]`);
      const list = tab?.parentElement;
      if (list) list.scrollLeft = tab.offsetLeft - list.offsetLeft;
    }
    this.#announceFetched();
    const tried = changed.has('problem') || changed.get('busy') === true;
    if (tried && !this.busy && this.problem) this.#announcer.say(this.problem);
  }

  /**
   * Times change while the patient looks, and Lit reuses buttons for other times: this keeps the focus on its own time.
   * When that time is gone, the focus moves to the heading.
   */
  #keepFocus(): void {
    const focused = this.shadowRoot?.activeElement;
    const own = `[data-start="${this.#focusedStart}"]`;
    const isLost = this.#focusedStart ? !focused?.matches(own) : this.#focusWasInSide && !focused;
    if (isLost) (find(this, own) ?? find(this, '#times-heading'))?.focus();
  }

  override render(): TemplateResult {
    return html`
      <div class="frame" @focusin=${onFocusByKey} aria-busy=${this.busy || this.state === 'loading'}>
        <div class="head">
          <h2 tabindex="-1">${words.heading}</h2>
          <p class="quiet summary">${this.summary ?? html`<span class="skeleton">Follow-up · 15 minutes · $00</span>`}</p>
        </div>
        ${tabList(
          tabsOf(this.people, (id) => this.#noteOf(id)),
          this.tab,
          { select: this.#onTabClick, key: this.#onTabKey },
          this.people.length === 0 && this.state === 'loading',
        )}
        ${this.#renderZone()}
        <div class="panel ${this.#choice.inFull ? 'full' : ''}" id="panel" role=${this.people.length === 1 ? nothing : 'tabpanel'} aria-labelledby=${this.people.length === 1 ? nothing : `tab-${this.tab}`}>
          ${this.#renderMonth()}
          <section class="side" aria-labelledby="times-heading">${this.#renderSide()}</section>
        </div>
        ${this.#renderBar()}
        ${this.#announcer.render()}
      </div>
    `;
  }

  #renderMonth(): TemplateResult {
    const { locale } = this;
    const today = this.#today;
    const { month, day } = this.position;
    const inMonth = (date: string) => monthOf(date) === month && date >= today;
    const cursor =
      [this.position.cursor, day, today].find((date) => date && inMonth(date)) ?? firstDay(month);
    return monthTable(
      {
        month,
        locale,
        today,
        day,
        cursor,
        known: this.state === 'ready' && this.knows(month),
        isFirst: month <= monthOf(today),
        isLast: month >= monthOf(this.#lastDay),
        lastDay: this.#lastDay,
        current: this.#currentDay,
        name: this.tab === everybody ? '' : this.#nameOf(this.tab),
        countOn: (date) => this.#free.on(date).length,
      },
      {
        turn: (count) => this.#showMonth(addMonths(month, count)),
        refuse: () => this.#announcer.say(words.openUntil(dayLong(this.#lastDay, locale))),
        choose: this.#onDayClick,
        key: this.#onDayKey,
      },
    );
  }

  #renderSide(): TemplateResult {
    const { state, locale, tab, chosen, current, near, problem, final, busy, phone } = this;
    const free = this.#free;
    const { asking, inFull, press, pick, cancel, showAll, key } = this.#choice;
    const { month, day } = this.position;
    const person = this.people.length === 1 ? this.people[0] : this.people.find(({ id }) => id === tab);
    return sidePanel(
      {
        ...{
          state,
          locale,
          month,
          day,
          free,
          voice: this.#voice,
          tab,
          chosen,
          current,
          asking,
          inFull,
          near,
          problem,
          final,
          busy,
          phone,
        },
        several: this.people.length > 1,
        known: this.knows(month),
        lastDay: this.#lastDay,
        later: this.#later,
        noneFree: this.slots.length === 0 && !this.people.some(({ status }) => status === 'unavailable'),
        unchecked: person?.status === 'unavailable' ? person : undefined,
        cursor: this.#choice.cursorIn(free.on(day), chosen),
        nameOf: this.#nameOf,
      },
      {
        ...{ press, pick, cancel, showAll, key },
        goTo: this.#goTo,
        lookLater: this.#lookLater,
        retry: this.#onRetry,
        redraw: () => this.requestUpdate(),
        wait: () => this.dispatchEvent(new CustomEvent('wait')),
        showEverybody: () => void this.#selectTab(everybody),
      },
    );
  }

  #renderZone(): TemplateResult {
    const { day, month } = this.position;
    // A zone's abbreviation is that of the times in view.
    const at =
      this.#free.on(day)[0]?.start ??
      (month > monthOf(this.#today) ? `${firstDay(month)}T12:00Z` : Date.now());
    const differs = (zone: string) =>
      Boolean(zone && this.zone) && clocksDiffer(new Date(at), zone, this.zone);
    const reading = oldestReading(this.people, this.tab) ?? '';
    const isOld = Date.now() - Date.parse(reading) >= oldAfter;
    // Times that could not be read again are marked at once.
    const readings = [isOld ? reading : '', this.staleSince].filter(Boolean);
    const [oldest] = readings.sort();
    return zoneLine({
      locale: this.locale,
      zone: this.zone,
      otherZone: differs(this.clinicZone) ? this.clinicZone : '',
      offer: this.zone === this.clinicZone && differs(this.ownZone) ? this.ownZone : '',
      unknown: !this.ownZone && this.zone === this.clinicZone,
      clinicZone: this.clinicZone,
      at,
      note: withStatus(this.people, this.tab, 'fallback')[0]
        ? words.confirmedByUs
        : oldest
          ? words.timesFrom(age(oldest, Date.now(), this.locale))
          : '',
      show: this.#onZone,
    });
  }

  #renderBar(): TemplateResult {
    const { chosen } = this;
    if (!chosen) return chosenBar(undefined, this.#onContinue);
    const place = this.people.find(({ id }) => id === chosen.practitionerId)?.place ?? '';
    const other = slotOtherTime(chosen.start, this.#voice);
    return chosenBar(
      {
        when: chosenWords(chosen.start, dayOf(chosen.start, this.#voice.zone), this.#voice),
        details: [other, words.with(this.#nameOf(chosen.practitionerId)), place, this.price]
          .filter(Boolean)
          .join(' · '),
        terms: this.terms,
      },
      this.#onContinue,
    );
  }

  get #voice(): Voice {
    const zone = this.zone || this.ownZone || 'UTC';
    return {
      locale: this.locale,
      zone,
      otherZone: this.clinicZone && this.clinicZone !== zone ? this.clinicZone : '',
    };
  }

  /** The last day that can be booked. Keys and buttons reach no later month. */
  get #lastDay(): string {
    return addDays(this.#today, this.horizonDays);
  }

  /** The day of the appointment that the patient moves; empty: none. */
  get #currentDay(): string {
    return this.current ? dayOf(this.current.start, this.#voice.zone) : '';
  }

  get #rightToLeft(): boolean {
    return getComputedStyle(this).direction === 'rtl';
  }

  readonly #nameOf = (id: string): string => this.people.find((person) => person.id === id)?.name ?? '';

  /** The note below the name in a tab: the day of the next free time. */
  #noteOf(tab: string): string | undefined {
    if (this.state === 'loading') return undefined;
    if (this.state !== 'ready') return '';
    const next = this.slots.find((slot) => isOffered(slot, tab, this.lost));
    if (next) return words.next(dayShort(dayOf(next.start, this.#voice.zone), this.locale));
    // Only the month in view may be read yet.
    return this.knows(addMonths(monthOf(this.#today), 1)) ? words.noTimesSoon : undefined;
  }

  /** The start to which the calendar turns: a new choice, or a new highlighted time. */
  #newAnchor(changed: PropertyValues<this>): string | undefined {
    if (changed.has('near') && this.near[0]) return this.near[0];
    return changed.has('chosen') ? this.chosen?.start : undefined;
  }

  /** The first month whose times were not read yet. */
  get #later(): Month | undefined {
    let { month } = this.position;
    while (this.state === 'ready' && this.knows(month)) month = addMonths(month, 1);
    return month > monthOf(this.#lastDay) ? undefined : month;
  }

  readonly #lookLater = (month: Month): void => {
    this.#showMonth(month);
    this.position = { ...this.position, seeking: true };
    void focusAfterUpdate(this, '#times-heading');
  };

  #showMonth(month: Month): void {
    this.position = positionInMonth(month, this.#free);
    this.#choice.close();
    this.#tellMonth();
    if (this.knows(month)) this.#announceMonth();
    else {
      this.#fetched = month;
      this.#announcer.say(`${monthLong(month, this.locale)}. ${words.loading}`);
    }
  }

  #announceMonth(): void {
    const { month } = this.position;
    this.#announcer.say(monthAnnouncement(month, this.#free.inMonth(month).length, this.locale));
  }

  /** Says what a month has that had to be fetched, or the first free day after it when the patient looks for later times. */
  #announceFetched(): void {
    const month = this.#fetched;
    if (!month || this.state !== 'ready' || !this.knows(month)) return;
    this.#fetched = '';
    if (this.position.month === month) this.#announceMonth();
    else this.#announceDay();
  }

  #tellMonth(): void {
    this.dispatchEvent(new CustomEvent('month-shown', { detail: { month: this.position.month } }));
  }

  readonly #goTo = (day: string): void => {
    const { month } = this.position;
    this.position = positionOnDay(day);
    this.#choice.close();
    if (this.position.month !== month) this.#tellMonth();
    this.#announceDay();
  };

  async #selectTab(tab: string): Promise<void> {
    this.tab = tab;
    await focusAfterUpdate(this, `[data-tab="${tab}"]`);
    find(this, `[data-tab="${tab}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.#announceDay();
  }

  #announceDay(): void {
    const { day, month } = this.position;
    const { locale } = this;
    const count = this.#free.on(day).length;
    const said = day ? dayAnnouncement(day, count, locale) : monthAnnouncement(month, 0, locale);
    this.#announcer.say(day > this.#lastDay ? words.notOpenOn(dayLong(day, locale)) : said);
  }

  readonly #onTabClick = (event: Event): void => {
    const tab = dataOf(event, 'tab');
    if (tab) void this.#selectTab(tab);
  };

  readonly #onTabKey = (event: KeyboardEvent): void =>
    onKeyPress(this, event, 'tab', ({ tabAfterKey }, key) => {
      const ids = [everybody, ...this.people.map(({ id }) => id)];
      const next = tabAfterKey(key, ids.indexOf(this.tab), ids.length, this.#rightToLeft);
      return this.#selectTab(ids[next ?? -1] ?? this.tab);
    });

  readonly #onDayClick = (event: UIEvent): void => {
    const day = dataOf(event, 'day');
    if (!day) return;
    this.#goTo(day);
    // On a phone the times may be below the edge of the screen.
    if (event.detail > 0) reveal(this, '.side');
  };

  readonly #onDayKey = (event: KeyboardEvent): void =>
    onKeyPress(this, event, 'day', ({ dayAfterKey }, key, from) => {
      const limits = { first: this.#today, last: this.#lastDay, rightToLeft: this.#rightToLeft };
      const day = dayAfterKey(key, from, limits) ?? from;
      if (monthOf(day) !== this.position.month) this.#showMonth(monthOf(day));
      this.position = { ...this.position, cursor: day };
      return focusAfterUpdate(this, `[data-day="${day}"]`);
    });

  #onChosen(chosen: Chosen): void {
    this.chosen = chosen;
    const { start, practitionerId } = chosen;
    this.#announcer.say(
      `${chosenWords(start, this.position.day, this.#voice)}, ${words.with(this.#nameOf(practitionerId))}`,
    );
    this.dispatchEvent(new CustomEvent('time-chosen', { detail: chosen }));
  }

  readonly #onZone = (zone: string): void => {
    this.dispatchEvent(new CustomEvent('zone-chosen', { detail: { zone } }));
  };

  readonly #onRetry = (): void => {
    if (this.busy) return;
    this.dispatchEvent(new CustomEvent('retry'));
  };

  readonly #onContinue = (): void => {
    if (this.chosen) this.dispatchEvent(new CustomEvent('time-confirmed', { detail: this.chosen }));
    else this.#announcer.say(words.chooseFirst);
  };
}

define('bq-calendar-view', CalendarView);
