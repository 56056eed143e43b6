import '@botaniqal/widgets/testing/guards/console-guard.ts';
import { expectAccessible } from '@botaniqal/widgets/testing/expect-accessible.ts';
import { allByRole, byRole } from '@botaniqal/widgets/testing/queries.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { permissionsOfManager, playServer } from '../testing/play-server.ts';
import './desk-app.ts';

describe('the desk', () => {
  const before = location.href;
  let played: ReturnType<typeof playServer>;
  beforeEach(() => setViewport({ width: 1280, height: 800 }));
  afterEach(() => {
    played.restore();
    history.replaceState(null, '', before);
  });

  const open = async (address: string) => {
    history.replaceState(null, '', address);
    return fixture<HTMLElement>(html`<desk-app></desk-app>`);
  };
  const seen = (app: HTMLElement, role: string, name: string | RegExp) =>
    waitUntil(() => allByRole(app, role, name).length > 0, `no ${role} ${name}`, { timeout: 5_000 });

  it('asks a person who is not signed in how they want to sign in, and sends a link', async () => {
    played = playServer({ session: null });
    const app = await open('/desk');
    await seen(app, 'button', 'Sign in with Example');
    await expectAccessible(app);
    const field = byRole(app, 'textbox', 'Work email') as HTMLInputElement;
    field.value = 'sam@example.com';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    byRole(app, 'button', 'Send me a link').click();
    await seen(app, 'button', 'Use another address');
    expect(played.sent.at(-1)).to.deep.include({
      path: '/api/staff/sign-in/link',
      body: { address: 'sam@example.com' },
    });
  });

  it('uses a link up only when its button is pressed, and hides its token at once', async () => {
    played = playServer({ session: null });
    const app = await open('/desk/link#token=secret');
    await seen(app, 'button', 'Sign in');
    expect(location.hash).to.equal('');
    expect(played.sent).to.deep.equal([]);
    played.session = permissionsOfManager;
    byRole(app, 'button', 'Sign in').click();
    await seen(app, 'heading', 'People');
    expect(played.sent[0]).to.deep.include({
      path: '/api/staff/sign-in/link/press',
      body: { token: 'secret' },
    });
    await expectAccessible(app);
  });

  it('shows a role only its own screens', async () => {
    played = playServer({ session: ['calendars:read'] });
    const app = await open('/desk/people');
    await seen(app, 'heading', 'Calendars');
    expect(allByRole(app, 'link', 'People')).to.deep.equal([]);
  });

  it('keeps what is on the screen when the session ends, and goes on after a sign-in elsewhere', async () => {
    played = playServer({ session: permissionsOfManager });
    const app = await open('/desk/people');
    await seen(app, 'textbox', /^About/);
    const field = byRole(app, 'textbox', /^About/) as HTMLInputElement;
    field.value = 'typed before';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    played.session = null;
    byRole(app, 'button', 'Search').click();
    await seen(app, 'link', 'Sign in (new tab)');
    expect((byRole(app, 'textbox', /^About/) as HTMLInputElement).value).to.equal('typed before');
    played.session = permissionsOfManager;
    new BroadcastChannel('bq-desk').postMessage('signed in');
    await waitUntil(() => allByRole(app, 'link', 'Sign in (new tab)').length === 0);
    expect((byRole(app, 'textbox', /^About/) as HTMLInputElement).value).to.equal('typed before');
  });

  it('folds its navigation on a tablet', async () => {
    await setViewport({ width: 768, height: 1024 });
    played = playServer({ session: permissionsOfManager });
    const app = await open('/desk');
    await seen(app, 'button', 'Menu');
    expect(allByRole(app, 'link', 'People')).to.deep.equal([]);
    byRole(app, 'button', 'Menu').click();
    await seen(app, 'link', 'People');
    await expectAccessible(app);
  });

  it('signs out, with the token of the session', async () => {
    played = playServer({ session: permissionsOfManager });
    const app = await open('/desk');
    await seen(app, 'button', 'Sign out');
    byRole(app, 'button', 'Sign out').click();
    await seen(app, 'heading', 'You are signed out');
    expect(played.sent[0]).to.deep.include({ path: '/api/staff/sign-out', csrf: 'csrf-1' });
  });
});
