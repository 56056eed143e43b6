import { z } from 'zod';
import { hashOpaqueToken, matchesOpaqueToken } from '../../platform/crypto/opaque-token.ts';
import type { FormsElsewhereWebhooks } from '../../ports/forms-elsewhere.ts';
import { displayName } from './display-name.ts';

/** The two ids that say what to read. A delivery also contains the patient's answers. */
const delivery = z.object({
  formID: z.string().regex(/^\d{1,25}$/),
  submissionID: z.string().regex(/^\d{1,25}$/),
});

/** @param secret the part of the address that only JotForm and we know */
export function createFormWebhooks(secret: string): FormsElsewhereWebhooks {
  const secretHash = hashOpaqueToken(secret);
  return {
    provider: 'jotform',
    displayName,
    isGenuine: (given) => given.secret !== undefined && matchesOpaqueToken(given.secret, secretHash),

    async parse({ body, contentType }) {
      const sent = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
      const form = await sent.formData().catch(() => null);
      const read = delivery.safeParse(form && Object.fromEntries(form));
      return read.success ? { submissionKey: read.data.submissionID, formKey: read.data.formID } : null;
    },
  };
}
