import type { Context, Hono } from 'hono';
import type { Message } from './model.ts';
import { Refusal } from './refusal.ts';
import type { TwilioState } from './vendor-state.ts';

const version = '2010-04-01';
const longestBody = 1600;
/** How many seconds Twilio keeps a message that it cannot hand over yet. */
const longestValidity = 36_000;

export function messageRoutes(app: Hono, state: TwilioState): void {
  const base = `/${version}/Accounts/${state.accountSid}/Messages`;

  app.post(`${base}.json`, async (context) => {
    const form = await formOf(context);
    const [to, body] = [form.get('To') ?? '', form.get('Body') ?? ''];
    const [from, messagingServiceSid] = [form.get('From'), form.get('MessagingServiceSid')];
    if (to === '') throw new Refusal(400, 21604, "A 'To' phone number is required.");
    if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new Refusal(400, 21211, `Invalid 'To' Phone Number: ${to}`);
    if (/^\+61[2378]/.test(to))
      throw new Refusal(400, 21614, `'To' number is not a valid mobile number: ${to}`);
    if (from === null && messagingServiceSid === null) {
      throw new Refusal(400, 21603, "A 'From' phone number is required.");
    }
    if (from !== null && from !== state.number) {
      throw new Refusal(
        400,
        21606,
        `The 'From' phone number ${from} is not a valid message-capable number for this account`,
      );
    }
    if (body === '') throw new Refusal(400, 21602, 'Message body is required.');
    if (body.length > longestBody) {
      throw new Refusal(400, 21617, 'The concatenated message body exceeds the 1600 character limit');
    }
    const statusCallback = form.get('StatusCallback');
    if (statusCallback !== null && !isCallbackUrl(statusCallback)) {
      throw new Refusal(400, 21609, "The 'StatusCallback' URL is not a valid URL");
    }
    const validity = Number(form.get('ValidityPeriod') ?? longestValidity);
    if (!(Number.isInteger(validity) && validity >= 1 && validity <= longestValidity)) {
      throw new Refusal(400, 20001, `'ValidityPeriod' must be from 1 to ${longestValidity}`);
    }
    const message = state.send({ to, from, messagingServiceSid, body, statusCallback });
    // The answer shows the message as it was taken; its steps come by callback.
    return context.json(
      { ...wireOf(message, state), status: 'queued', error_code: null, date_sent: null },
      201,
    );
  });

  app.get(`${base}.json`, (context) => {
    const [to, from, day] = ['To', 'From', 'DateSent'].map((name) => context.req.query(name));
    const size = Number(context.req.query('PageSize') ?? 50);
    const messages = [...state.messages.values()]
      .filter((one) => (!to || one.to === to) && (!from || one.from === from))
      .filter(({ sentAt, createdAt }) => !day || (sentAt ?? createdAt).toISOString().startsWith(day))
      .toReversed()
      .slice(0, size)
      .map((message) => wireOf(message, state));
    const uri = `${base}.json?PageSize=${size}&Page=0`;
    return context.json({
      ...{ messages, page: 0, page_size: size, start: 0, end: Math.max(messages.length - 1, 0), uri },
      ...{ first_page_uri: uri, next_page_uri: null, previous_page_uri: null },
    });
  });

  app.get(`${base}/:file`, (context) => context.json(wireOf(found(state, context), state)));

  app.post(`${base}/:file`, async (context) => {
    const message = found(state, context);
    const form = await formOf(context);
    if (form.get('Body') === '') message.body = '';
    if (form.get('Status') === 'canceled') {
      throw new Refusal(400, 30409, 'Message is not in a cancelable state');
    }
    message.updatedAt = state.now();
    return context.json(wireOf(message, state));
  });

  app.delete(`${base}/:file`, (context) => {
    state.messages.delete(found(state, context).sid);
    return context.body(null, 204);
  });
}

/** Twilio calls no host that has an underscore in its name. */
function isCallbackUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.hostname.includes('_');
}

async function formOf(context: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await context.req.text());
}

/** @throws Refusal (404) */
function found(state: TwilioState, context: Context): Message {
  const file = context.req.param('file') ?? '';
  const message = state.messages.get(file.replace(/\.json$/, ''));
  if (!message) throw new Refusal(404, 20404, `The requested resource ${context.req.path} was not found`);
  return message;
}

/** Numbers are texts, and dates are written as in mails. */
function wireOf(message: Message, { accountSid }: TwilioState) {
  const uri = `/${version}/Accounts/${accountSid}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: accountSid,
    messaging_service_sid: message.messagingServiceSid,
    api_version: version,
    body: message.body,
    to: message.to,
    from: message.from,
    direction: message.direction,
    status: message.status,
    num_segments: String(message.segments),
    num_media: '0',
    error_code: message.errorCode,
    error_message: null,
    price: null,
    price_unit: null,
    date_created: mailDate(message.createdAt),
    date_updated: mailDate(message.updatedAt),
    date_sent: message.sentAt && mailDate(message.sentAt),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

function mailDate(instant: Date): string {
  return instant.toUTCString().replace('GMT', '+0000');
}
