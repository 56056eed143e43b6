import type { DeskDraft } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { read, send } from '../../api/client.ts';
import { draftOf, emptyDraft, type PhoneDraft } from './phone-draft.ts';

const path = '/api/staff/session/draft';
/** Milliseconds without a change after which the draft is kept on the server. */
const pause = 300;

/**
 * The draft of a booking by phone, kept in the person's session on the server. The browser stores nothing of a patient:
 * a reload reads it back.
 */
export class KeptDraft implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<unknown> = Promise.resolve();
  value: PhoneDraft = emptyDraft;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#onLeave);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#onLeave);
    if (this.#timer !== undefined) void this.save();
  }

  /** Reads what was typed before for this patient. @returns whether there was something */
  async load(from: string): Promise<boolean> {
    const { draft } = await read<DeskDraft>(path);
    const found = draftOf(draft, from);
    this.value = found ?? { ...emptyDraft, from };
    this.#host.requestUpdate();
    return found !== undefined;
  }

  change(part: Partial<PhoneDraft>): void {
    this.value = { ...this.value, ...part };
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), pause);
  }

  /** Keeps it now. A failure is no reason to stop: the page still has all of it, and the next change tries again. */
  save(): Promise<unknown> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const draft = this.value;
    this.#saving = this.#saving.then(() => send(path, { draft }).catch(() => undefined));
    return this.#saving;
  }

  /** It was sent: nothing is left to keep. */
  async clear(from = ''): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.value = { ...emptyDraft, from };
    this.#saving = this.#saving.then(() => send(path, { draft: null }).catch(() => undefined));
    await this.#saving;
  }

  readonly #onLeave = (): void => {
    if (this.#timer !== undefined) void this.save();
  };
}
