import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import { Announcer } from '@botaniqal/widgets/controllers/announcer.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { closeLive, openLive } from '../api/live.ts';
import { SessionStore } from '../api/session.ts';
import { failed, loading } from '../components/states.ts';
import type { ToastEvent } from '../components/toast.ts';
import { screen } from '../styles/screen.ts';
import { Counts } from './counts.ts';
import { appStyles } from './desk-app.styles.ts';
import { type Screen, screensFor } from './navigation.ts';
import { addressOf, go, placeOf, watchPlace } from './router.ts';
import { Shortcuts } from './shortcuts.ts';

/** Milliseconds for which a toast is seen. */
const toastStays = 6_000;

/**
 * The desk: who is signed in, the navigation, and the screen that is open.
 *
 * @element desk-app
 */
export class DeskApp extends LitElement {
  static override properties: PropertyDeclarations = {
    menuOpen: { state: true },
    toastWords: { state: true },
  };

  static override styles = [screen, appStyles];

  readonly session = new SessionStore();
  readonly #announcer = new Announcer(this);
  readonly #counts = new Counts(this);
  readonly #shortcuts = new Shortcuts(this, () => {
    const { state } = this.session;
    return state.kind === 'signed-in' ? screensFor(state.session) : [];
  });
  readonly #loaded = new Map<string, 'loading' | 'ready' | { error: unknown }>();
  #stopWatching = () => {};
  #screenBefore = placeOf(location.pathname).screen;
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  menuOpen = false;
  toastWords = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.session.addEventListener('change', this.#onSession);
    this.addEventListener('desk-toast', this.#onToast as EventListener);
    this.#stopWatching = watchPlace(() => this.#onPlace());
    void this.session.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session.removeEventListener('change', this.#onSession);
    this.removeEventListener('desk-toast', this.#onToast as EventListener);
    this.#stopWatching();
    closeLive();
  }

  override render(): TemplateResult {
    const { state } = this.session;
    switch (state.kind) {
      case 'loading':
        return html`<main class="screen">${loading()}</main>`;
      case 'failed':
        return html`<main class="screen">${failed(state.error, () => void this.session.load())}</main>`;
      case 'signed-out':
        return this.#signIn(state.left);
      case 'signed-in':
        return this.#frame(state.session, state.ended);
    }
  }

  #signIn(left: boolean): TemplateResult {
    if (!this.#isReady('sign-in', () => import('../screens/sign-in/sign-in-screen.ts'))) {
      return html`<main class="screen">${loading()}</main>`;
    }
    return html`<desk-sign-in .store=${this.session} ?left=${left}></desk-sign-in>`;
  }

  #frame(session: DeskSession, ended: boolean): TemplateResult {
    const available = screensFor(session);
    const place = placeOf(location.pathname);
    const open = available.find(({ id }) => id === place.screen) ?? available[0];
    return html`
      <button class="skip" type="button" @click=${() => this.#toScreen()}>Skip to the screen</button>
      <div class="frame">
        ${this.#navigation(session, available, open)}
        <main id="screen" tabindex="-1">
          ${ended ? this.#endedNotice() : nothing}
          ${open ? this.#screen(open, session, open.id === place.screen ? place.rest : '') : this.#nothingYet()}
        </main>
      </div>
      <div class="toast" aria-hidden="true">${this.toastWords}</div>
      ${this.#announcer.render()}
    `;
  }

  #navigation(session: DeskSession, available: readonly Screen[], open: Screen | undefined): TemplateResult {
    const links = (group: Screen['group']) =>
      available
        .filter((one) => one.group === group)
        .map((one) => {
          const count = this.#counts.of(one);
          return html`<li>
            <a href=${addressOf(one.id)} aria-current=${open?.id === one.id ? 'page' : nothing}>
              <span>${one.label}</span>${count ? html`<span class="count numbers">${count}</span>` : nothing}
              ${one.key && this.#shortcuts.isOn ? html`<kbd class="count">${one.key}</kbd>` : nothing}
            </a>
          </li>`;
        });
    return html`<nav aria-label="Desk" class=${this.menuOpen ? 'open' : ''}>
      <div class="bar">
        <p class="brand">Desk</p>
        <button
          class="menu"
          type="button"
          aria-expanded=${this.menuOpen ? 'true' : 'false'}
          @click=${() => {
            this.menuOpen = !this.menuOpen;
          }}
        >
          Menu
        </button>
      </div>
      <div class="folds">
        <ul>${links('work')}</ul>
        <ul class="clinic">${links('clinic')}</ul>
        <div class="me">
          <p>${session.name}</p>
          <button
            class="link"
            type="button"
            aria-pressed=${this.#shortcuts.isOn ? 'true' : 'false'}
            @click=${() => this.#shortcuts.turn(!this.#shortcuts.isOn)}
          >
            Keyboard shortcuts<span aria-hidden="true">: ${this.#shortcuts.isOn ? 'on' : 'off'}</span>
          </button>
          <button class="link" type="button" @click=${() => this.#leave(false)}>Sign out</button>
          <button class="link" type="button" @click=${() => this.#leave(true)}>Sign out everywhere</button>
        </div>
      </div>
    </nav>`;
  }

  #screen(open: Screen, session: DeskSession, rest: string): TemplateResult {
    const state = this.#loaded.get(open.id);
    if (typeof state === 'object') {
      return html`<div class="screen">
        ${failed(state.error, () => {
          this.#loaded.delete(open.id);
          this.requestUpdate();
        })}
      </div>`;
    }
    if (!this.#isReady(open.id, open.load)) return html`<div class="screen">${loading()}</div>`;
    return open.draw({ session, rest });
  }

  /** Loads the code of a screen when it is opened for the first time. */
  #isReady(id: string, load: () => Promise<unknown>): boolean {
    const state = this.#loaded.get(id);
    if (state === undefined) {
      this.#loaded.set(id, 'loading');
      load()
        .then(
          () => this.#loaded.set(id, 'ready'),
          (error: unknown) => this.#loaded.set(id, { error }),
        )
        .finally(() => this.requestUpdate());
    }
    return state === 'ready';
  }

  #endedNotice(): TemplateResult {
    return html`<div class="notice" role="alert">
      <p>Your session has ended. What you typed is still here.</p>
      <a class="phone primary" href="/desk" target="_blank" rel="opener">Sign in (new tab)</a>
    </div>`;
  }

  #nothingYet(): TemplateResult {
    return html`<div class="screen">
      <h1>Welcome</h1>
      <p class="state">There is nothing here for your role yet.</p>
    </div>`;
  }

  readonly #onSession = (): void => {
    const { state } = this.session;
    if (state.kind === 'signed-in' && !state.ended) {
      openLive(() => void this.session.load());
      this.#counts.use(screensFor(state.session));
      if (['signed-in', 'link'].includes(placeOf(location.pathname).screen))
        go(addressOf(''), { replace: true });
    } else {
      closeLive();
      if (state.kind !== 'signed-in') this.#counts.use([]);
    }
    this.requestUpdate();
  };

  readonly #onToast = ({ detail }: ToastEvent): void => {
    this.toastWords = detail.words;
    this.#announcer.say(detail.words);
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => {
      this.toastWords = '';
    }, toastStays);
  };

  #onPlace(): void {
    this.menuOpen = false;
    this.requestUpdate();
    const { screen } = placeOf(location.pathname);
    // Within a screen, the screen itself moves the focus.
    if (screen === this.#screenBefore) return;
    this.#screenBefore = screen;
    // A keyboard or screen reader goes on in the new screen.
    void this.updateComplete.then(() => this.#toScreen());
  }

  #toScreen(): void {
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  }

  async #leave(everywhere: boolean): Promise<void> {
    try {
      await this.session.signOut(everywhere);
      go(addressOf(''), { replace: true });
    } catch {
      await this.session.load();
    }
  }
}

customElements.define('desk-app', DeskApp);
