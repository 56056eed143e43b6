import { html } from 'hono/html';
import { htmlResponse, page } from '../panel/layout.ts';
import { shortTime, table } from '../panel/parts.ts';
import type { PanelView, Section } from '../panel/section.ts';
import type { StoredMail } from './mailbox.ts';

export function mailSections(mails: readonly StoredMail[], view: PanelView): Section[] {
  const body = table(
    mails.toReversed(),
    [
      { title: 'At', cell: ({ receivedAt }) => shortTime(receivedAt, view.timeZone), narrow: true },
      { title: 'To', cell: ({ to }) => to.join(', ') },
      {
        title: 'Subject',
        cell: ({ id, subject }) => html`<a href="/mail/${id}">${subject || 'No subject'}</a>`,
      },
      {
        title: 'Attached',
        cell: ({ attachments }) => attachments.map(({ filename }) => filename ?? 'unnamed').join(', ') || '–',
      },
    ],
    'No mail has arrived.',
  );
  return [{ id: 'mails', title: 'Mails', count: mails.length, body }];
}

/** `/mail/{id}`, its HTML in `/mail/{id}/html`, and `/mail/{id}/attachments/{index}`. */
export function mailPage(mails: readonly StoredMail[], path: string): Response | Promise<Response> | null {
  const [, id, part, index] = /^\/mail\/([^/]+)(?:\/(html|attachments)(?:\/(\d+))?)?$/.exec(path) ?? [];
  const mail = mails.find((candidate) => candidate.id === id);
  if (!mail) return null;
  if (part === 'html') return htmlOf(mail);
  if (part === 'attachments') return attachmentOf(mail, Number(index));
  return mailView(mail);
}

/** The mail's own HTML, as an inbox would show it: its styles work, its scripts and outside pictures do not. */
function htmlOf({ html: body }: StoredMail): Response {
  return new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'x-content-type-options': 'nosniff',
    },
  });
}

function attachmentOf({ attachments }: StoredMail, index: number): Response | null {
  const attachment = attachments[index];
  if (!attachment) return null;
  const filename = (attachment.filename ?? 'attachment').replaceAll(/[^\w.-]/g, '_');
  return new Response(attachment.bytes, {
    headers: {
      'content-type': attachment.contentType,
      'content-disposition': `attachment; filename="${filename}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    },
  });
}

function mailView(mail: StoredMail): Promise<Response> {
  const facts: [string, string | null][] = [
    ['From', mail.headerFrom],
    ['To', mail.headerTo || mail.to.join(', ')],
    ['Reply to', mail.replyTo],
    ['Message id', mail.messageId],
  ];
  return htmlResponse(
    page({
      title: mail.subject,
      header: html`<div class="headline"><div><p><a href="/#mails">All mails</a></p><h1>${mail.subject || 'No subject'}</h1></div></div>`,
      main: html`<section aria-label="Mail">
        <dl class="mail-meta">${facts.map(([term, value]) => (value ? html`<dt>${term}</dt><dd>${value}</dd>` : ''))}</dl>
        ${mail.html ? html`<iframe sandbox="allow-popups" title="The mail as HTML" src="/mail/${mail.id}/html"></iframe>` : ''}
      </section>
      ${mail.attachments.map(
        (attachment, index) => html`<section aria-label="Attachment">
          <h2><a href="/mail/${mail.id}/attachments/${index}">${attachment.filename ?? 'Attachment'}</a>
          <span class="quiet">${attachment.contentType}, ${attachment.size} bytes</span></h2>
          ${attachment.text === null ? '' : html`<pre>${attachment.text}</pre>`}
        </section>`,
      )}
      <section aria-labelledby="plain"><h2 id="plain">As plain text</h2><pre>${mail.text || 'None.'}</pre></section>`,
    }),
  );
}
