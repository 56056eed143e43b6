import type { LinkKind } from '@botaniqal/shared/contracts/links.ts';
import { isEmail, tidyEmail } from '@botaniqal/shared/validation/contact.ts';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { codeOf, mayPass, phoneOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { newActKey } from '../../api/client.ts';
import { askForLinks } from '../../api/links.ts';
import { busyWords } from '../../components/busy-words/busy-words.ts';
import { errorOf } from '../../components/fields/about.ts';
import { fieldStyles } from '../../components/fields/field.styles.ts';
import { textField } from '../../components/fields/text-field.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { problemSentence } from '../../copy/problems.ts';
import { sendLinkCopy } from '../../copy/send-link.ts';
import { define } from '../../page/define.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { sendLinkStyles } from './send-link.styles.ts';

/**
 * A way out for a person whose link does not open any more: the links of an address are sent to it again. The answer
 * is the same for every address, so a stranger learns nothing. Our own elements place it.
 *
 * @internal
 * @element bq-send-link
 * @slot - shown until this has loaded, and while the clinic's phone number is not known
 */
export class SendLink extends BqElement {
  static override properties: PropertyDeclarations = {
    kind: { attribute: false },
    email: { state: true },
    wrong: { state: true },
    phase: { state: true },
    trouble: { state: true },
    phone: { state: true },
    refused: { state: true },
  };

  static override styles = [tokens, base, fieldStyles, sendLinkStyles];

  /** What the link opens. */
  kind: LinkKind = 'manage';

  private email = '';
  private wrong = false;
  private phase: 'asking' | 'sending' | 'sent' = 'asking';
  private trouble = '';
  private phone = '';
  private refused = '';

  override connectedCallback(): void {
    super.connectedCallback();
    // Without a network the page's own words in the slot stay. Where the server refuses this page, no link can be sent.
    readCatalogue(this.origin).then(
      ({ clinic }) => {
        this.phone = clinic.phone;
      },
      (error: unknown) => {
        this.phone = phoneOf(error);
        if (!mayPass(codeOf(error))) this.refused = problemSentence(codeOf(error));
      },
    );
  }

  protected override render(): TemplateResult {
    const { kind, phase, trouble, phone, refused } = this;
    const call = phone ? html`<p>${sendLinkCopy.call} ${phoneLink(phone, phone)}</p>` : html`<slot></slot>`;
    if (refused) return html`<p role="status">${refused}</p>${call}`;
    const said = phase === 'sent' ? sendLinkCopy.sent[kind](tidyEmail(this.email)) : trouble;
    return html`<form novalidate @submit=${(event: Event) => void this.#send(event)}>
      <h3>${sendLinkCopy.heading}</h3>
      ${textField({
        name: 'email',
        label: sendLinkCopy.label,
        hint: sendLinkCopy.hint[kind],
        error: errorOf(this.wrong ? sendLinkCopy.wrong : null),
        value: this.email,
        type: 'email',
        inputMode: 'email',
        autocomplete: 'email',
        onInput: (value) => {
          this.email = value;
          this.wrong &&= !isEmail(tidyEmail(value));
          if (phase === 'sent') this.phase = 'asking';
        },
      })}
      <button type="submit" class="primary" aria-disabled=${phase === 'sending' ? 'true' : nothing}>
        ${busyWords(phase === 'sending', sendLinkCopy.send, sendLinkCopy.sending)}
      </button>
      <p role="status">${said}</p>
      ${call}
    </form>`;
  }

  async #send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.phase === 'sending') return;
    const email = tidyEmail(this.email);
    this.trouble = '';
    this.wrong = !isEmail(email);
    if (this.wrong) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#email')?.focus();
      return;
    }
    this.phase = 'sending';
    try {
      await askForLinks(this.origin, { email, kind: this.kind }, { key: newActKey() });
      this.phase = 'sent';
    } catch (error) {
      const code = codeOf(error);
      this.trouble = code === 'too_many_requests' ? problemSentence(code) : sendLinkCopy.failed;
      this.phase = 'asking';
    }
  }
}

define('bq-send-link', SendLink);
