import type { z } from 'zod';
import { exampleOf } from './examples.ts';
import { inlineSchema, type Json } from './named-schemas.ts';

/** What a parameter of this name means, on each route that does not say it itself. */
const meanings: Readonly<Record<string, string>> = {
  bookingId: 'The id of the booking',
  confirmed: 'Only entries whose address is confirmed, or only those that are not',
  date: 'A day in the time zone of the clinic',
  documentId: 'The id of the tax invoice or the credit note',
  draftId: 'The id of the saved form',
  entry: 'The place on a waitlist whose invitation lets the person see these times',
  entryId: 'The id of the place on the waitlist',
  file: 'The name of the file, with the hash of its content',
  format: 'The format of the answer: JSON, or CSV for a spreadsheet',
  formId: 'The id of the form',
  from: 'The first day, in the time zone of `timeZone`',
  id: 'The id that the list of the same path tells',
  limit: 'The most entries in one answer',
  offerId: 'The id of the offer of a freed time',
  practitioner: 'Only the times of this practitioner',
  secret: 'The secret that the clinic has given to the sender',
  service: 'The id of the service',
  sessionId: 'The id of the triage session',
  state: 'Only entries in this state',
  submissionId: 'The id of the form that was sent',
  timeZone: 'The IANA time zone of days and of `from` and `to`',
  to: 'The last day, in the time zone of `timeZone`',
  token: 'The token of the link in the email',
  validationToken: 'What the sender wants to read back, to check the address',
  version: 'The release of the widgets',
  visit: 'The kind of visit',
  whose: 'All tasks, or those of the person who asks',
};

export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same body answers the same, for a day; with another body it is refused. Use a new random one for each intent.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: '4f1f7f4e-7a0e-4b1c-9f68-2f1d6c2b8a11',
};

export const earlierKey = {
  ...idempotencyKey,
  required: true,
  description: 'The random key of the earlier request.',
};

/** The parameters of a path or a query, each with its meaning and an example. */
export function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = inlineSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description = meanings[name], ...rest } = property;
    const { [name]: example } = exampleOf({ type: 'object', properties: { [name]: rest } }, {}) as Json;
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(typeof description === 'string' ? { description } : {}),
      schema: rest,
      example,
    };
  });
}
