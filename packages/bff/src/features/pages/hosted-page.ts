import type { Clinic } from '../../config/clinic/clinic.ts';
import { openingHoursText } from '../../config/clinic/opening-hours.ts';
import { escapeHtml } from '../../platform/escape-html.ts';

interface PageParts {
  title: string;
  /** HTML; everything from outside in it is escaped by the caller. */
  main: string;
  scripts: readonly string[];
}

/** The frame of a page that we serve ourselves: the clinic's name above, how to reach a person below. */
export function hostedPage(clinic: Clinic, { title, main, scripts }: PageParts): string {
  const { name, phone, openingHours, timeZone } = clinic.clinic;
  const hours = openingHoursText(openingHours, timeZone);
  return `<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} – ${escapeHtml(name)}</title>
<link rel="icon" href="/hosted/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/hosted/page.css">
${scripts.map((script) => `<script type="module" src="${script}"></script>`).join('\n')}
</head>
<body>
<header><p class="clinic">${escapeHtml(name)}</p></header>
<main>
${main}
</main>
<footer>
<p>Questions? Call us on ${phoneLink(phone)}${hours && `, ${escapeHtml(hours)}`}.</p>
<p>In an emergency call <a href="tel:000">000</a>. To talk to someone at any hour, call Lifeline on <a href="tel:131114">13 11 14</a>.</p>
</footer>
</body>
</html>
`;
}

export function phoneLink(phone: string): string {
  return `<a href="tel:${escapeHtml(phone.replace(/[^\d+]/g, ''))}">${escapeHtml(phone)}</a>`;
}
