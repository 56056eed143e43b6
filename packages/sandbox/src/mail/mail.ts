import { z } from 'zod';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import type { StoredMail } from './mailbox.ts';
import { mailPage, mailSections } from './panel.ts';
import { takeMail } from './smtp.ts';

/** One inbox for all addresses: it accepts every message and shows it. */
export async function createMail(context: VendorContext): Promise<Vendor> {
  let mails: StoredMail[] = [];
  const listening = await takeMail(context, (mail) => mails.push(mail));
  return {
    name: 'mail',
    url: listening.url,
    state: () => ({
      mails: mails.map(({ attachments, ...mail }) => ({
        ...mail,
        attachments: attachments.map(({ bytes: _, ...attachment }) => attachment),
      })),
    }),
    reset: () => {
      mails = [];
    },
    settings: () => ({}),
    configure: (change) => {
      z.strictObject({}).parse(change);
    },
    sections: (view) => mailSections(mails, view),
    page: (path) => mailPage(mails, path),
    stop: () => listening.stop(),
  };
}
