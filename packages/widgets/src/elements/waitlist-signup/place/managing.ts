import type { ContactPreference } from '@botaniqal/shared/contracts/waitlist.ts';
import { isPhone } from '@botaniqal/shared/validation/contact.ts';
import { tidyCode } from '@botaniqal/shared/validation/typed-text.ts';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { codeOf } from '../../../api/api-problem.ts';
import { newActKey } from '../../../api/client.ts';
import { changeEntry, leaveWaitlist } from '../../../api/waitlist.ts';
import { busyWords } from '../../../components/busy-words/busy-words.ts';
import { errorOf } from '../../../components/fields/about.ts';
import { choiceField } from '../../../components/fields/choice-field.ts';
import { textField } from '../../../components/fields/text-field.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { managingCopy } from '../../../copy/waitlist/managing.ts';
import { needsMobileCopy } from '../../../copy/waitlist/mobile.ts';
import { contactChoices, waitlistCopy } from '../../../copy/waitlist/waitlist.ts';
import { tellPage } from '../../../page/neighbours/page-events.ts';
import type { Access, Place } from '../place-shown.ts';
import { type Trouble, troubleView } from '../trouble-view.ts';

/** The current act of managing a place: changing it, leaving, or none. */
type Doing =
  | { readonly what: 'nothing' }
  | { readonly what: 'leave'; readonly busy: boolean }
  | {
      readonly what: 'change';
      readonly busy: boolean;
      readonly by: ContactPreference;
      /** The mobile number as typed. The form asks for it when we have none. */
      readonly phone: string;
      readonly error: string | null;
    };

/** The element that shows the place. */
export interface ManagedPlace extends LitElement {
  readonly origin: string;
  readonly phone: string;
  readonly access: Access | null;
  current: Place | null;
  say(words: string): void;
}

/** Changing the contact preference, and leaving the list. Loaded when the person asks for it. */
export class Managing {
  readonly #host: ManagedPlace;
  #doing: Doing = { what: 'nothing' };
  #trouble: Trouble | null = null;
  /** The key of one change. It stays the same when the change is sent again. */
  #key = '';

  constructor(host: ManagedPlace) {
    this.#host = host;
  }

  get what(): Doing['what'] {
    return this.#doing.what;
  }

  async begin(what: 'change' | 'leave'): Promise<void> {
    const by = this.#host.current?.contactPreference ?? 'email';
    this.#trouble = null;
    this.#do(what === 'leave' ? { what, busy: false } : { what, busy: false, by, phone: '', error: null });
    await this.#focusOn(what === 'leave' ? '.sure' : ':checked');
  }

  view(): TemplateResult | typeof nothing {
    const doing = this.#doing;
    if (doing.what === 'leave') return this.#sureView(doing.busy);
    return doing.what === 'change' ? this.#changeView(doing) : nothing;
  }

  #changeView(doing: Doing & { what: 'change' }): TemplateResult {
    const { busy } = doing;
    return html`<div class="all">
      ${this.#troubleView()}
      ${choiceField({
        name: 'contactPreference',
        label: waitlistCopy.label.contactPreference,
        value: doing.by,
        choices: contactChoices,
        readonly: busy,
        onChoose: (value) => this.#do({ ...doing, by: preferenceOf(value), error: null }),
      })}
      ${
        doing.by !== 'email' && !this.#host.current?.hasPhone
          ? textField({
              name: 'phone',
              label: waitlistCopy.label.phone(true),
              type: 'tel',
              inputMode: 'tel',
              autocomplete: 'tel',
              error: errorOf(doing.error),
              value: doing.phone,
              readonly: busy,
              onInput: (phone) => this.#do({ ...doing, phone }),
              onBlur: () => undefined,
            })
          : nothing
      }
      <div class="actions">
        ${busyButton('', busy, managingCopy.save, managingCopy.saving, () => void this.#save())}
        <button type="button" class="link" @click=${busy ? undefined : () => void this.#cancel()}>
          ${managingCopy.keep}
        </button>
      </div>
    </div>`;
  }

  #sureView(busy: boolean): TemplateResult {
    return html`${this.#troubleView()}
      <div class="next">
        <h3 class="sure" tabindex="-1">${managingCopy.sure}</h3>
        <p>${managingCopy.gone}</p>
      </div>
      <div class="actions">
        ${busyButton('danger', busy, managingCopy.yes, managingCopy.leaving, () => void this.#leave())}
        <button
          type="button"
          aria-disabled=${busy ? 'true' : nothing}
          @click=${busy ? undefined : () => void this.#cancel()}
        >
          ${managingCopy.stay}
        </button>
      </div>`;
  }

  #troubleView() {
    return this.#trouble ? troubleView(this.#trouble, this.#host.phone) : nothing;
  }

  #do(doing: Doing): void {
    this.#doing = doing;
    // An earlier request had other content, so it needs another key.
    this.#key = newActKey();
    this.#host.requestUpdate();
  }

  #busy(): void {
    const doing = this.#doing;
    if (doing.what !== 'nothing') this.#doing = { ...doing, busy: true };
    this.#host.requestUpdate();
  }

  async #cancel(): Promise<void> {
    const { what } = this.#doing;
    this.#over();
    if (what === 'leave') this.#host.say(managingCopy.stayed);
    await this.#focusOn(`[part="${what}"]`);
  }

  #over(): void {
    this.#trouble = null;
    this.#do({ what: 'nothing' });
  }

  async #leave(): Promise<void> {
    const { access, current, origin } = this.#host;
    if (this.#doing.what !== 'leave' || this.#doing.busy || !access) return;
    this.#busy();
    this.#host.say(managingCopy.leaving);
    try {
      await leaveWaitlist(origin, access.entryId, { token: access.token, key: this.#key });
      if (current) this.#host.current = { ...current, status: 'left' };
      this.#over();
      this.#host.say('');
      await this.#focusOn('.place');
    } catch (error) {
      this.#doing = { what: 'leave', busy: false };
      await this.#notDone(managingCopy.notLeft, error);
    }
  }

  async #save(): Promise<void> {
    const doing = this.#doing;
    const { access, current, origin } = this.#host;
    if (doing.what !== 'change' || doing.busy || !access || !current) return;
    const { by } = doing;
    const asksForPhone = by !== 'email' && !current.hasPhone;
    const phone = asksForPhone ? tidyCode(doing.phone) : '';
    if (asksForPhone && !isPhone(phone)) {
      this.#do({ ...doing, error: needsMobileCopy[by] });
      await this.#focusOn('#phone');
      return;
    }
    this.#busy();
    try {
      const change = { contactPreference: by, ...(phone && { phone }) };
      const key = this.#key;
      this.#host.current = await changeEntry(origin, access.entryId, change, { token: access.token, key });
      this.#over();
      this.#host.say(managingCopy.saved[by]);
      await this.#focusOn('[part="change"]');
    } catch (error) {
      this.#doing = doing;
      await this.#notDone(managingCopy.notSaved, error);
    }
  }

  async #notDone(heading: string, error: unknown): Promise<void> {
    const code = codeOf(error);
    tellPage(this.#host, 'bq-error', { code });
    this.#trouble = { heading, body: problemSentence(code) };
    this.#host.requestUpdate();
    await this.#focusOn('bq-banner');
  }

  async #focusOn(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

function preferenceOf(value: string): ContactPreference {
  return value === 'sms' || value === 'phone' ? value : 'email';
}

function busyButton(look: string, busy: boolean, words: string, whileBusy: string, act: () => void) {
  return html`<button type="button" class=${look} aria-disabled=${busy ? 'true' : nothing} @click=${act}>
    ${busyWords(busy, words, whileBusy)}
  </button>`;
}
