import type { CardSources } from '../../platform/http/answers/security-headers.ts';

/** What a page needs where a card is taken, as Stripe asks for it; of a stand-in, all from its own two origins. */
export function cardSources(address: { apiBase: string; scriptUrl: string }): CardSources {
  const scripts = new URL(address.scriptUrl).origin;
  if (scripts !== 'https://js.stripe.com') {
    const all = [...new Set([scripts, new URL(address.apiBase).origin])];
    return { scripts: all, frames: all, connections: all, images: all };
  }
  const real = [scripts, 'https://*.js.stripe.com'];
  return {
    scripts: real,
    frames: [...real, 'https://hooks.stripe.com'],
    connections: ['https://api.stripe.com'],
    images: ['https://*.stripe.com'],
  };
}
