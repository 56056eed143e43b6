import type { DeskSession, SignInWays, SignOutAnswer } from '@botaniqal/shared/contracts/staff/desk.ts';
import { read, send, useSession } from './client.ts';
import { DeskProblem } from './desk-problem.ts';

export type SessionState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'signed-out'; left: boolean }
  /** `ended`: the session is over, and the screens stay with what was typed until the person has signed in again. */
  | { kind: 'signed-in'; session: DeskSession; ended: boolean };

/** Desks in other tabs of this browser hear of a sign-in and of a sign-out. */
const tabs = 'bq-desk';

/** Who uses the desk in this browser. The app shows the state; screens ask for the session. */
export class SessionStore extends EventTarget {
  state: SessionState = { kind: 'loading' };
  readonly #tabs = new BroadcastChannel(tabs);

  constructor() {
    super();
    this.#tabs.onmessage = () => void this.load();
  }

  /** Asks the server who is signed in. */
  async load(): Promise<void> {
    try {
      const session = await read<DeskSession>('/api/staff/session');
      const before = this.state.kind === 'signed-in' ? this.state.session : undefined;
      // Another person must not find what the first one had opened.
      if (before && before.address !== session.address) return location.reload();
      useSession({ csrfToken: session.csrfToken, onEnded: () => this.#end() });
      this.#become({ kind: 'signed-in', session, ended: false });
    } catch (error) {
      if (error instanceof DeskProblem && error.code === 'unauthorized') this.#end();
      else if (this.state.kind !== 'signed-in') this.#become({ kind: 'failed', error });
    }
  }

  ways(): Promise<SignInWays> {
    return read<SignInWays>('/api/staff/sign-in');
  }

  /** After a sign-in in this tab. */
  async signedIn(): Promise<void> {
    await this.load();
    this.#tabs.postMessage('signed in');
  }

  async signOut(everywhere = false): Promise<void> {
    const path = everywhere ? '/api/staff/sign-out/everywhere' : '/api/staff/sign-out';
    const { accountSignOut } = await send<SignOutAnswer>(path, undefined);
    this.#become({ kind: 'signed-out', left: true });
    this.#tabs.postMessage('signed out');
    // The account's own session ends on its page, which leads back here.
    if (accountSignOut) location.assign(accountSignOut);
  }

  #end(): void {
    const { state } = this;
    this.#become(
      state.kind === 'signed-in'
        ? { ...state, ended: true }
        : { kind: 'signed-out', left: state.kind === 'signed-out' && state.left },
    );
  }

  #become(state: SessionState): void {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
