import type { SignInWays } from '@botaniqal/shared/contracts/staff/desk.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { newActKey, send } from '../../api/client.ts';
import { sentenceOf } from '../../api/desk-problem.ts';
import type { SessionStore } from '../../api/session.ts';
import { addressOf, go, placeOf } from '../../app/router.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { screen } from '../../styles/screen.ts';

/**
 * How a person of staff signs in: with an account, or by a link in an email. The link opens this screen too, and only the
 * press of its button uses the link up.
 *
 * @element desk-sign-in
 */
export class SignInScreen extends LitElement {
  static override properties: PropertyDeclarations = {
    store: { attribute: false },
    left: { type: Boolean },
    address: { state: true },
    sentTo: { state: true },
    fault: { state: true },
    busy: { state: true },
    token: { state: true },
  };

  static override styles = [
    screen,
    fieldStyles,
    css`
      main {
        display: grid;
        place-items: center;
        min-block-size: 100vh;
        padding: 24px 16px;
        background: var(--_wash);
      }

      .card {
        background: var(--_surface);
        gap: 20px;
        inline-size: min(420px, 100%);
        padding: 32px clamp(20px, 5vw, 32px);
      }

      form {
        display: grid;
        gap: 16px;
      }

      .or {
        display: flex;
        gap: 12px;
        align-items: center;
        color: var(--_text-2);
      }

      .or::before,
      .or::after {
        content: '';
        flex: 1;
        border-block-start: 1px solid var(--_line);
      }

      .fault {
        padding: 12px 14px;
        border-radius: var(--_radius-s);
        background: var(--_danger-wash);
      }

      button {
        min-block-size: var(--_press-l);
      }
    `,
  ];

  declare store: SessionStore;
  /** The person has just signed out. */
  left = false;
  address = '';
  /** The address that a link was asked for. */
  sentTo = '';
  fault = '';
  busy = false;
  /** Of the link that was opened. */
  token = '';
  readonly #ways = new Loaded<SignInWays>(this, () => this.store.ways());

  override connectedCallback(): void {
    super.connectedCallback();
    const { screen: place } = placeOf(location.pathname);
    if (place === 'link') {
      this.token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
      // The token is not kept in the history of the browser.
      history.replaceState(null, '', location.pathname);
    }
    if (place === 'signed-in') void this.#comeBack(location.search);
  }

  override render(): TemplateResult {
    return html`<main>
      <div class="card">
        ${this.#ways.render(
          (ways) => html`
          <h1>${this.left ? 'You are signed out' : `The desk of ${ways.clinic.name}`}</h1>
          ${this.fault ? html`<p class="fault" role="alert" tabindex="-1">${this.fault}</p>` : nothing}
          ${this.token ? this.#press() : this.#choose(ways)}
        `,
        )}
      </div>
    </main>`;
  }

  #press(): TemplateResult {
    return html`<p>You opened the link from your email.</p>
      <button class="primary" type="button" aria-disabled=${this.busy} @click=${() => this.#pressLink()}>
        ${this.busy ? 'Signing in …' : 'Sign in'}
      </button>`;
  }

  #choose({ account, mailLinks, clinic }: SignInWays): TemplateResult {
    if (!account && !mailLinks) {
      return html`<p>No way to sign in is turned on. Ask the person who runs the server, or call ${clinic.phone}.</p>`;
    }
    return html`
      ${account ? this.#withAccount(account) : nothing}
      ${account && mailLinks ? html`<p class="or">or</p>` : nothing}
      ${mailLinks ? this.#byLink(!account) : nothing}
    `;
  }

  #withAccount(account: string): TemplateResult {
    return html`<button class="primary" type="button" aria-disabled=${this.busy} @click=${() => this.#begin()}>
      Sign in with ${account}
    </button>`;
  }

  #byLink(isOnlyWay: boolean): TemplateResult {
    if (this.sentTo) {
      return html`<p role="status">
          If ${this.sentTo} may use the desk, a link is on its way. It works once, for 10 minutes, in this browser.
        </p>
        <button
          type="button"
          @click=${() => {
            this.sentTo = '';
          }}
        >
          Use another address
        </button>`;
    }
    return html`<form @submit=${(event: Event) => this.#ask(event)} novalidate>
      ${textField({
        name: 'address',
        label: 'Work email',
        hint: 'We send you a link to sign in.',
        error: undefined,
        value: this.address,
        type: 'email',
        autocomplete: 'email',
        inputMode: 'email',
        onInput: (value) => {
          this.address = value;
        },
      })}
      <button class=${isOnlyWay ? 'primary' : ''} type="submit" aria-disabled=${this.busy}>
        Send me a link
      </button>
    </form>`;
  }

  #ask(event: Event): Promise<void> {
    event.preventDefault();
    const address = this.address.trim();
    return this.#run(async () => {
      await send('/api/staff/sign-in/link', { address }, newActKey());
      this.sentTo = address;
    });
  }

  #pressLink(): Promise<void> {
    return this.#run(async () => {
      try {
        await send('/api/staff/sign-in/link/press', { token: this.token });
      } catch (error) {
        this.token = '';
        go(addressOf(''), { replace: true });
        throw error;
      }
      await this.store.signedIn();
    });
  }

  #begin(): Promise<void> {
    return this.#run(async () => {
      const { location: there } = await send<{ location: string }>('/api/staff/sign-in/account', undefined);
      location.assign(there);
    });
  }

  /** Back from the account's page, after a sign-in or, without a query, after a sign-out. Sent on from here, so that the request comes from our own site with our cookies. */
  #comeBack(query: string): Promise<void> {
    go(addressOf(''), { replace: true });
    // The account's own session has ended there.
    if (query === '') {
      this.left = true;
      return Promise.resolve();
    }
    return this.#run(async () => {
      await send('/api/staff/sign-in/account/return', { query });
      await this.store.signedIn();
    });
  }

  async #run(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = '';
    try {
      await act();
    } catch (error) {
      this.fault = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('desk-sign-in', SignInScreen);
