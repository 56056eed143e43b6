import { type DayPart, dayPartOf } from '@botaniqal/shared/time/day-slots.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import {
  slotOtherTime,
  slotSpoken,
  slotTime,
  type Voice,
  calendarCopy as words,
} from '../../../copy/calendar.ts';
import { initialsOf } from '../../face/initials.ts';
import { type Chosen, everybody, type Slot } from '../calendar-model.ts';

export interface SlotFacts {
  day: string;
  slots: readonly Slot[];
  voice: Voice;
  /** The tab in view. In the tab of all practitioners, each slot shows who is free. */
  tab: string;
  /** Whether there are several practitioners. With one, initials on each slot would only repeat the tab. */
  several: boolean;
  chosen: Chosen | undefined;
  /** The appointment that the patient moves. */
  current: { readonly start: string; readonly practitionerId: string } | null;
  /** The start whose "who would you like to see" is open. */
  asking: string;
  /** Whether all times of a long day are in view; otherwise they scroll in a box. */
  inFull: boolean;
  /** The start that the Tab key reaches. */
  cursor: string;
  /** Starts to highlight. */
  near: readonly string[];
  nameOf: (id: string) => string;
}

export interface SlotActs {
  press: (slot: Slot) => void;
  pick: (slot: Slot, practitionerId: string, anyone: boolean) => void;
  cancel: () => void;
  showAll: () => void;
  key: (event: KeyboardEvent) => void;
}

const order: readonly DayPart[] = ['morning', 'afternoon', 'evening'];
/** The box never has room for more times than this. */
const mostInBox = 10;
/** The most initials on a slot; further practitioners are shown as a number. */
const mostFaces = 2;

/** Draws the times of a day, grouped by part of the day: one Tab stop, arrow keys inside. */
export function slotList(facts: SlotFacts, act: SlotActs): TemplateResult {
  const { voice } = facts;
  const current = currentOn(facts);
  const draw = (slot: Slot) =>
    html`${slotButton(slot, facts, act)}${slot.start === facts.asking ? whoPanel(slot, facts, act) : nothing}`;
  return html`
    <div class="times ${voice.otherZone ? 'wide' : ''}" part="times" @keydown=${act.key}>
      ${order.map((part) => {
        const slots = facts.slots.filter(({ start }) => dayPartOf(start, voice.zone) === part);
        const mark = current && dayPartOf(current, voice.zone) === part ? current : '';
        if (slots.length === 0 && !mark) return nothing;
        const isBefore = ({ start }: Slot) => Date.parse(start) < Date.parse(mark);
        return html`
          <h4>${words.parts[part]}</h4>
          <div class="part">
            ${slots.filter(isBefore).map(draw)} ${mark ? currentMark(mark, voice) : nothing}
            ${slots.filter((slot) => !isBefore(slot)).map(draw)}
          </div>
        `;
      })}
      ${
        facts.slots.length > mostInBox && !facts.inFull
          ? html`<div class="more"><button type="button" @click=${act.showAll}>${words.showAll(facts.slots.length)}</button></div>`
          : nothing
      }
    </div>
  `;
}

/** The start of the appointment that the patient moves, when it is on this day and in this tab. */
function currentOn({ current, day, tab, voice }: SlotFacts): string {
  if (!current || (tab !== everybody && tab !== current.practitionerId)) return '';
  return dayOf(current.start, voice.zone) === day ? current.start : '';
}

/** The time that the patient has now, among the free ones. It cannot be chosen. */
function currentMark(start: string, voice: Voice): TemplateResult {
  return html`<p class="slot current numbers">
    <span class="slot-time">${slotTime(start, voice)} <span class="slot-other">${words.current}</span></span>
  </p>`;
}

function slotButton(slot: Slot, facts: SlotFacts, act: SlotActs): TemplateResult {
  const { voice, chosen, tab, nameOf } = facts;
  const all = tab === everybody;
  const pressed = chosen?.start === slot.start;
  // One thing at a time: it opens the choice of people, or it is the chosen time.
  const asks = all && slot.practitionerIds.length > 1 && !pressed;
  const everyone = pressed ? [chosen.practitionerId] : slot.practitionerIds;
  const who = all ? everyone : [tab];
  const near = facts.near.includes(slot.start);
  const otherTime = slotOtherTime(slot.start, voice);
  return html`
    <button
      type="button"
      part="slot"
      class="slot numbers ${near ? 'near' : ''}"
      data-start=${slot.start}
      tabindex=${slot.start === facts.cursor ? 0 : -1}
      aria-pressed=${asks ? nothing : pressed}
      aria-expanded=${asks ? slot.start === facts.asking : nothing}
      @click=${() => act.press(slot)}
    >
      <span class="slot-time">
        <span>${slotTime(slot.start, voice)}<span class="spoken">${slotSpoken(who.map(nameOf), voice.locale)}</span></span>
        ${otherTime ? html`<span class="slot-other" aria-hidden="true">${otherTime}</span>` : nothing}
        ${near ? html`<span class="spoken">. ${words.near}</span>` : nothing}
      </span>
      ${all && facts.several ? faces(who.map(nameOf)) : nothing}
    </button>
  `;
}

function faces(names: readonly string[]): TemplateResult {
  const shown = names.length > mostFaces ? names.slice(0, mostFaces - 1) : names;
  return html`<span class="faces" aria-hidden="true">
    ${shown.map((name) => html`<span class="face small">${initialsOf(name)}</span>`)}
    ${shown.length < names.length ? html`<span class="face small">${words.more(names.length - shown.length)}</span>` : nothing}
  </span>`;
}

function whoPanel(slot: Slot, facts: SlotFacts, act: SlotActs): TemplateResult {
  const [first = ''] = slot.practitionerIds;
  return html`
    <div class="who" role="group" aria-labelledby="who-question">
      <p id="who-question">${words.withWhom(slotTime(slot.start, facts.voice))}</p>
      <div class="who-choices">
        <button type="button" @click=${() => act.pick(slot, first, true)}>${words.anyone}</button>
        ${slot.practitionerIds.map(
          (id) => html`<button type="button" @click=${() => act.pick(slot, id, false)}>
            <span class="face small" aria-hidden="true">${initialsOf(facts.nameOf(id))}</span>${facts.nameOf(id)}
          </button>`,
        )}
        <button type="button" class="link" @click=${act.cancel}>${words.cancel}</button>
      </div>
    </div>
  `;
}
