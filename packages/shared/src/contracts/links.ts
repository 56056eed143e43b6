import { z } from 'zod';
import { email } from './typed.ts';

/** What a link opens: a booking, a place on a waitlist, or the forms of a booking. */
export const linkKinds = ['manage', 'waitlist', 'forms'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** `POST /api/links`: sends a person the links again that an email of ours had. */
export const linksRequest = z.object({ email, kind: z.enum(linkKinds) });
export type LinksRequest = z.infer<typeof linksRequest>;

/** The same answer for every address, known or not. */
export const linksAnswer = z.object({ accepted: z.literal(true) });
export type LinksAnswer = z.infer<typeof linksAnswer>;
