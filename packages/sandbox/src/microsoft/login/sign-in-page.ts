import { html } from 'hono/html';
import { htmlResponse } from '../../panel/layout.ts';
import type { Html } from '../../panel/section.ts';
import type { Account } from '../model.ts';

/** The page of the login on which a person chooses an account. The form leads back to the same address. */
export function signInPage(accounts: readonly Account[]): Promise<Response> {
  return answer(
    200,
    'Choose an account',
    html`<p>Sign in to the clinic’s desk. Everyone here is invented, and no password is asked.</p>
      <form method="post">
        <ul>${accounts.map(
          ({ address, name, role }) => html`<li>
            <button name="account" value="${address}"><strong>${name}</strong><span>${address}</span><span>${role}</span></button>
          </li>`,
        )}</ul>
        <button class="plain" name="cancel" value="yes">Cancel</button>
      </form>`,
  );
}

/** A request that cannot lead back to the app, so a person reads why. */
export function mistakePage(message: string): Promise<Response> {
  return answer(400, 'Sorry, we could not sign you in', html`<p>${message}</p>`);
}

export function signedOutPage(): Promise<Response> {
  return answer(200, 'You signed out', html`<p>You can close this window.</p>`);
}

const style = `
  :root { color-scheme: light dark; }
  * { box-sizing: border-box; }
  body { margin: 0; padding: 48px 16px; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f5f7f4, #101715); color: light-dark(#1d2a26, #e8eeeb); }
  main { max-inline-size: 480px; margin-inline: auto; padding: clamp(20px, 5vw, 32px); border: 1px solid light-dark(#dfe4e0, #33403b); border-radius: 14px; background: light-dark(#ffffff, #18211e); }
  p { margin: 0 0 16px; color: light-dark(#55635e, #a3b1ab); }
  .eyebrow { margin: 0; font-size: 14px; font-weight: 550; color: light-dark(#1d5f4e, #7fcbb4); }
  h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; }
  ul { display: grid; gap: 8px; margin: 0 0 16px; padding: 0; list-style: none; }
  button { inline-size: 100%; min-block-size: 44px; padding: 10px 16px; border: 1px solid light-dark(#dfe4e0, #33403b); border-radius: 10px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
  button:hover { border-color: light-dark(#1d5f4e, #7fcbb4); }
  button.plain { text-align: center; font-weight: 550; }
  :focus-visible { outline: 2px solid light-dark(#1d5f4e, #7fcbb4); outline-offset: 2px; }
  button strong, button span { display: block; }
  button span { font-size: 14px; color: light-dark(#55635e, #a3b1ab); overflow-wrap: anywhere; }
`;

async function answer(status: number, title: string, body: Html): Promise<Response> {
  const page = html`<!doctype html>
    <html lang="en-AU">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – sandbox of Microsoft</title>
        <link rel="icon" href="data:," />
        <style>${style}</style>
      </head>
      <body>
        <main>
          <p class="eyebrow">Sandbox of Microsoft</p>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
  const response = await htmlResponse(page, status);
  // Without `form-action`: a browser would apply it to the redirect that leads back to the app.
  response.headers.set(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  );
  return response;
}
