import { createCalendly } from './calendly/calendly.ts';
import type { VendorRegistration } from './control/vendor.ts';
import { createJotform } from './jotform/jotform.ts';
import { createMail } from './mail/mail.ts';
import { createMedirecords } from './medirecords/medirecords.ts';
import { createMicrosoft } from './microsoft/microsoft.ts';
import { createStripe } from './stripe/stripe.ts';
import { createTwilio } from './twilio/twilio.ts';

/** Every stand-in server there is. A new one: its folder, and its line here. */
export const vendors: readonly VendorRegistration[] = [
  { name: 'calendly', port: 'calendly', create: createCalendly },
  { name: 'medirecords', port: 'medirecords', create: createMedirecords },
  { name: 'mail', port: 'smtp', create: createMail },
  { name: 'stripe', port: 'stripe', create: createStripe },
  { name: 'microsoft', port: 'microsoft', create: createMicrosoft },
  { name: 'jotform', port: 'jotform', create: createJotform },
  { name: 'twilio', port: 'twilio', create: createTwilio },
];
