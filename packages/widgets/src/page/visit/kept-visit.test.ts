import '../../testing/guards/console-guard.ts';
import { expect, waitUntil } from '@open-wc/testing';
import { attribution } from './attribution.ts';
import { arrive } from './kept-visit.ts';

const site = 'https://clinic.example';
const page = window as unknown as Record<string, unknown>;
const keptClicks = () => sessionStorage.getItem('bq-clicks');

describe('the campaign of a visit', () => {
  const forget = () => {
    sessionStorage.clear();
    delete page.bqConsent;
    delete page.dataLayer;
    delete page.wf;
  };
  beforeEach(forget);
  afterEach(() => {
    // What a page keeps until it is left.
    page.bqConsent = false;
    dispatchEvent(new Event('pagehide'));
    forget();
  });

  it('goes from the page that a visitor lands on to the page where they book', () => {
    arrive(
      `${site}/gaps?utm_source=google&utm_medium=cpc&utm_campaign=spring&utm_id=214`,
      'https://www.google.com/',
    );
    arrive(`${site}/book`, `${site}/gaps`);
    const { clickIds, ...campaign } = attribution() ?? {};
    expect(campaign).to.deep.equal({
      source: 'google',
      medium: 'cpc',
      campaign: 'spring',
      id: '214',
      referrer: 'www.google.com',
      landingPage: '/gaps',
    });
    expect(clickIds).to.equal(undefined);
    expect(document.cookie).to.equal('');
  });

  it('has the first and the latest apart', () => {
    arrive(`${site}/blog/sleep`, 'https://news.example/');
    arrive(`${site}/?utm_source=newsletter`, '');
    arrive(`${site}/offer?utm_source=facebook`, 'https://l.facebook.com/');
    // A reload changes nothing.
    arrive(`${site}/offer?utm_source=facebook`, 'https://l.facebook.com/');
    const { first, ...last } = attribution() ?? {};
    expect(first).to.deep.equal({ referrer: 'news.example', landingPage: '/blog/sleep' });
    expect(last).to.deep.include({ source: 'facebook', referrer: 'l.facebook.com', landingPage: '/offer' });
  });

  it('is that of this page where the browser has no storage', () => {
    const { setItem, getItem } = Storage.prototype;
    const refuse = () => {
      throw new DOMException('no storage', 'SecurityError');
    };
    Object.assign(Storage.prototype, { setItem: refuse, getItem: refuse });
    try {
      arrive(`${site}/gaps?utm_source=google`, '');
      expect(attribution()).to.deep.include({ source: 'google', landingPage: '/gaps' });
    } finally {
      Object.assign(Storage.prototype, { setItem, getItem });
    }
  });

  it('begins anew where another script has written something else', () => {
    sessionStorage.setItem('bq-visit', '{broken');
    arrive(`${site}/gaps?utm_source=google`, '');
    expect(attribution()).to.deep.include({ source: 'google' });
  });

  describe('with a click on an ad', () => {
    const ad = `${site}/gaps?gclid=Cj0KCQ&fbclid=IwAR0`;
    const clickIds = { gclid: 'Cj0KCQ', fbclid: 'IwAR0' };
    /** The code for click ids is loaded when there are some. */
    const loaded = () => import('./click-ids.ts').then(() => new Promise((resolve) => setTimeout(resolve)));

    it('keeps no id without a yes, but knows that it was an ad', async () => {
      for (const no of [undefined, false, 'denied', { ad_storage: 'denied' }, () => false]) {
        page.bqConsent = no;
        arrive(ad, '');
        await loaded();
        dispatchEvent(new Event('pagehide'));
        expect(keptClicks()).to.equal(null);
        expect(attribution()).to.deep.include({ click: 'gclid', clickIds: undefined });
      }
    });

    for (const [who, say] of Object.entries({
      'the page itself': () => {
        page.bqConsent = { ad_storage: 'granted' };
      },
      "Google's Consent Mode": () => {
        const gtag = (...said: unknown[]) => said;
        page.dataLayer = [
          gtag('consent', 'default', { ad_storage: 'denied' }),
          { event: 'gtm.js' },
          gtag('consent', 'update', { ad_storage: 'granted', analytics_storage: 'denied' }),
        ];
      },
      Webflow: () => {
        page.wf = { getUserTrackingChoice: () => 'allow' };
      },
    })) {
      it(`keeps the ids once ${who} has a yes, also after the page has loaded`, async () => {
        arrive(ad, '');
        await loaded();
        expect(keptClicks()).to.equal(null);
        say();
        dispatchEvent(new Event('pagehide'));
        expect(JSON.parse(keptClicks() ?? '')).to.deep.equal(clickIds);
        arrive(`${site}/book`, ad);
        await waitUntil(() => attribution()?.clickIds);
        expect(attribution()).to.deep.include({ clickIds, landingPage: '/gaps' });
      });
    }

    it('forgets the ids when the yes is taken back', async () => {
      page.bqConsent = true;
      arrive(ad, '');
      await waitUntil(() => attribution()?.clickIds);
      page.bqConsent = false;
      expect(attribution()?.clickIds).to.equal(undefined);
      expect(keptClicks()).to.equal(null);
    });

    it('takes one no for a no, a region for no yes, and a mistake of another script for no answer', async () => {
      const { allowsClickIds } = await import('./consent.ts');
      const mode = (...said: object[]) => said.map((one) => ['consent', 'default', one]);
      page.wf = { getUserTrackingChoice: () => 'allow' };
      page.dataLayer = mode({ ad_storage: 'denied' });
      expect(allowsClickIds()).to.equal(false);
      page.wf = {
        getUserTrackingChoice() {
          throw new Error('not ready');
        },
      };
      page.dataLayer = mode({ ad_storage: 'granted', region: ['AU'] });
      expect(allowsClickIds()).to.equal(false);
      page.dataLayer = [null, 7, 'text', ...mode({ ad_storage: 'granted' })];
      expect(allowsClickIds()).to.equal(true);
      page.bqConsent = 'denied';
      expect(allowsClickIds()).to.equal(false);
    });
  });
});
