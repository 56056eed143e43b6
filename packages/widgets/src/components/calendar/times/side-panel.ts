import { html, nothing, type TemplateResult } from 'lit';
import { dayLong, dayShort, daySpoken, calendarCopy as words } from '../../../copy/calendar.ts';
import { loadPart } from '../../../page/load-part.ts';
import { backIcon, forwardIcon } from '../frame/icons.ts';
import type * as NoTimes from './no-times.ts';
import type { SideActs, SideFacts } from './side-facts.ts';
import { slotList } from './slot-list.ts';

/** The panel beside the month: the times of the day, or the reason why there are none and the ways forward. */
export function sidePanel(facts: SideFacts, act: SideActs): TemplateResult {
  const { state, known, free, day } = facts;
  const slots = free.on(day);
  if (state === 'loading') return skeleton();
  if (state !== 'ready' || facts.unchecked) return reason(facts, act);
  if (slots.length > 0) {
    return html`
      <h3 id="times-heading" tabindex="-1">${dayLong(day, facts.locale)}<span class="spoken">${daySpoken(facts.voice)}</span></h3>
      ${slotList({ ...facts, slots }, act)}
      ${steps(facts, act)}
    `;
  }
  return known || day > facts.lastDay || facts.problem ? reason(facts, act) : skeleton();
}

let noTimes: typeof NoTimes | undefined;
let isMissing = false;

/** Draws why there are no times. When the code for it cannot be loaded, the press of a button loads both again. */
function reason(facts: SideFacts, act: SideActs): TemplateResult {
  if (noTimes) return noTimes.noTimesView(facts, act);
  if (!isMissing) {
    void loadPart(() => import('./no-times.ts'))
      .then(
        (module) => {
          noTimes = module;
        },
        () => {
          isMissing = true;
        },
      )
      .then(act.redraw);
    return skeleton();
  }
  const again = () => {
    isMissing = false;
    act.retry();
    act.redraw();
  };
  return html`
    <div class="notice" part="notice">
      <h3 tabindex="-1" id="times-heading">${words.failed}</h3>
      <p class="quiet">${facts.problem}</p>
      <button type="button" class="primary" @click=${again}>${words.tryAgain}</button>
      <slot></slot>
    </div>
  `;
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
