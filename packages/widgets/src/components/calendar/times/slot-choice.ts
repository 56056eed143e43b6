import type { LitElement } from 'lit';
import { type Chosen, everybody, type Slot } from '../calendar-model.ts';
import { onKeyPress } from '../keys/key-press.ts';
import { find, focusAfterUpdate, reveal } from '../keys/shadow-focus.ts';
import type { SlotActs } from './slot-list.ts';

/**
 * Chooses a time: at once when only one practitioner is free, else after asking for the practitioner. It holds the open
 * question and the time that the Tab key reaches.
 */
export class SlotChoice implements SlotActs {
  /** The start whose "who would you like to see" is open; empty: none. */
  asking = '';
  /** Whether all times of a long day are in view, instead of scrolling in a box of fixed height. */
  inFull = false;
  #cursor = '';
  readonly #host: LitElement & { tab: string };
  readonly #choose: (chosen: Chosen) => void;

  constructor(host: LitElement & { tab: string }, choose: (chosen: Chosen) => void) {
    this.#host = host;
    this.#choose = choose;
  }

  /** The start that the Tab key reaches: the patient's last one, else the chosen one, else the first. */
  cursorIn(slots: readonly Slot[], chosen: Chosen | undefined): string {
    const has = (start: string | undefined) => slots.some((slot) => slot.start === start);
    return [this.#cursor, chosen?.start].find(has) ?? slots[0]?.start ?? '';
  }

  /** Closes the question when other times are shown. */
  close(): void {
    this.asking = '';
    this.#host.requestUpdate();
  }

  readonly press = (slot: Slot): void => {
    const { practitionerIds, start } = slot;
    const { tab } = this.#host;
    const [only = ''] = practitionerIds;
    this.#cursor = start;
    if (tab !== everybody) this.pick(slot, tab, false);
    else if (practitionerIds.length === 1) this.pick(slot, only, false);
    else if (this.asking === start) this.cancel();
    else void this.#ask(start);
  };

  readonly pick = (slot: Slot, practitionerId: string, anyone: boolean): void => {
    const { start, durationMinutes } = slot;
    this.close();
    this.#choose({ start, practitionerId, durationMinutes, anyone });
    void focusAfterUpdate(this.#host, `[data-start="${start}"]`);
  };

  readonly cancel = (): void => {
    const start = this.asking;
    this.close();
    void focusAfterUpdate(this.#host, `[data-start="${start}"]`);
  };

  readonly showAll = (): void => {
    this.inFull = true;
    this.#host.requestUpdate();
    // The pressed button disappears, so focus moves to the times.
    void focusAfterUpdate(this.#host, '[data-start][tabindex="0"]');
  };

  readonly key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.asking) {
      event.preventDefault();
      this.cancel();
      return;
    }
    onKeyPress(this.#host, event, 'start', ({ buttonAfterKey }, key) => {
      const { renderRoot } = this.#host;
      const next = buttonAfterKey(key, renderRoot as ShadowRoot, '[data-start]');
      if (!next) return;
      this.#cursor = next.dataset.start ?? '';
      this.#host.requestUpdate();
      next.focus();
    });
  };

  async #ask(start: string): Promise<void> {
    this.asking = start;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    find(this.#host, '.who button')?.focus({ preventScroll: true });
    reveal(this.#host, '.who');
  }
}
