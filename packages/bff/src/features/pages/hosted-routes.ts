import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clinic } from '../../config/clinic/clinic.ts';
import { escapeHtml } from '../../platform/escape-html.ts';
import { PreparedAnswer, sendPrepared } from '../../platform/http/answers/prepared-answer.ts';
import {
  type CardSources,
  pageContentSecurityPolicy,
  permissionsPolicy,
} from '../../platform/http/answers/security-headers.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { hostedPage, phoneLink } from './hosted-page.ts';
import { sendFile } from './static-file.ts';

const files = fileURLToPath(new URL('files', import.meta.url));

/**
 * Where the links in emails lead when `clinic.yaml` names no pages of the clinic's own site, and triage for a clinic
 * that has no page for it. A link's token is in the fragment, which a browser never sends: neither we nor a log in
 * between see it. Patients pay on the page of their booking, when they book again, on the page of a payment link, and on
 * the waitlist's page.
 */
export function hostedRoutes(clinic: Clinic, cards?: CardSources): Route[] {
  const call = phoneLink(clinic.clinic.phone);
  const pages = {
    '/manage': hostedPage(clinic, {
      title: 'Your booking',
      scripts: ['/widgets/v1/bq.js'],
      main: `<h1 class="spoken">Your booking with ${escapeHtml(clinic.clinic.name)}</h1>
<bq-manage-booking>
<noscript><p>This page needs JavaScript to open your booking.</p></noscript>
<p>You can also call us on ${call}. We can find your booking by your name.</p>
</bq-manage-booking>`,
    }),
    '/pay': hostedPage(clinic, {
      title: 'Pay for your appointment',
      scripts: ['/hosted/pay.js'],
      main: `<h1 class="spoken">Pay for your appointment with ${escapeHtml(clinic.clinic.name)}</h1>
<noscript><p>This page needs JavaScript to take a payment.</p></noscript>
<p role="status">Opening your appointment …</p>
<div id="ended" hidden>
<p>This link is not complete, or has ended. Open it from our email again, or call us on ${call}.</p>
</div>
<div id="pay" hidden></div>`,
    }),
    '/forms': hostedPage(clinic, {
      title: 'Your forms',
      scripts: ['/widgets/v1/bq.js'],
      main: `<h1 class="spoken">Your forms for ${escapeHtml(clinic.clinic.name)}</h1>
<bq-intake-form>
<noscript><p>This page needs JavaScript to open your form.</p></noscript>
<p>You can also call us on ${call}, and we can go through the form together.</p>
</bq-intake-form>`,
    }),
    '/forms/copy': hostedPage(clinic, {
      title: 'Your answers',
      scripts: ['/hosted/form-copy.js'],
      main: `<h1>What you sent us</h1>
<noscript><p>This page needs JavaScript to open your form.</p></noscript>
<p role="status">Opening your form …</p>
<div id="ended" hidden>
<p>Links to a form end after a while, to keep your answers private. <a href="/forms">Send my link again</a>, or call us on ${call}.</p>
</div>
<div id="answers" hidden>
<button type="button">Download as PDF</button>
<div id="content"></div>
</div>`,
    }),
    '/triage': hostedPage(clinic, {
      title: 'Find the right place to start',
      scripts: ['/widgets/v1/bq.js'],
      main: `<h1 class="spoken">Where to start with ${escapeHtml(clinic.clinic.name)}</h1>
<bq-triage-form>
<noscript><p>This page needs JavaScript to ask you its questions.</p></noscript>
<p>You can also call us on ${call}, and we can find the right place to start together.</p>
</bq-triage-form>`,
    }),
    '/embed/doctor': hostedPage(clinic, {
      title: 'What is wrong with a page',
      scripts: ['/widgets/v1/bq.js?doctor'],
      main: `<h1>What is wrong with a page</h1>
<p>For people who build pages: paste the HTML of one, and read what keeps the booking elements on it from working.</p>
<div data-doctor-form>
<noscript><p>This page needs JavaScript.</p></noscript>
</div>`,
    }),
    '/check': hostedPage(clinic, {
      title: 'Test your camera and sound',
      scripts: ['/widgets/v1/bq.js'],
      main: `<h1 class="spoken">Before your video appointment with ${escapeHtml(clinic.clinic.name)}</h1>
<bq-device-check>
<noscript><p>This page needs JavaScript to test your camera and sound.</p></noscript>
<p>You can also call us on ${call}, and we can try it together.</p>
</bq-device-check>`,
    }),
    '/waitlist': hostedPage(clinic, {
      title: 'Waitlist',
      scripts: ['/widgets/v1/bq.js'],
      main: `<h1 class="spoken">Waitlists at ${escapeHtml(clinic.clinic.name)}</h1>
<bq-waitlist-signup><p>To join a waitlist, or to ask about your place on one, call us on ${call}.</p></bq-waitlist-signup>`,
    }),
  };
  return [
    ...Object.entries(pages).map(([path, html]) =>
      pageRoute(path, html, pagesWithCards.has(path) ? cards : undefined),
    ),
    ...['page.css', 'preview.css', 'icon.svg', 'form-copy.js', 'pay.js'].map(fileRoute),
  ];
}

/** Patients pay on these pages. */
const pagesWithCards = new Set(['/manage', '/pay', '/waitlist']);

function pageRoute(path: string, html: string, cards: CardSources | undefined): Route {
  const answer = new PreparedAnswer(html, 'text/html; charset=UTF-8');
  const headers = {
    'Content-Security-Policy': pageContentSecurityPolicy(cards),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': path === '/forms/copy' ? 'no-store' : 'no-cache',
    // The only page that may open camera and microphone.
    ...(path === '/check' && { 'Permissions-Policy': permissionsPolicy({ camera: true }) }),
  };
  return route(
    {
      method: 'get',
      path,
      summary: 'A page for patients',
      tag: 'pages',
      kind: 'page',
      answers: { 200: { description: 'HTML', contentType: 'text/html' } },
    },
    ({ c }) => sendPrepared(c, answer, headers),
  );
}

function fileRoute(name: string): Route {
  return route(
    {
      method: 'get',
      path: `/hosted/${name}`,
      summary: 'A file of the pages for patients',
      tag: 'pages',
      kind: 'page',
      answers: { 200: { description: 'The file' } },
    },
    ({ c }) => sendFile(c, join(files, name), { 'Cache-Control': 'public, max-age=300' }),
  );
}
