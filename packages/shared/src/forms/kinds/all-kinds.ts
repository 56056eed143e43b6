import { address } from './address.ts';
import { concession, dva, medicare } from './cards.ts';
import { choice, choices, consent, yesNo } from './choice.ts';
import { contact } from './contact.ts';
import { date } from './date.ts';
import type { Kinds } from './kind.ts';
import { number, scale } from './number.ts';
import { phone } from './phone.ts';
import { rows } from './rows.ts';
import { email, signature, text } from './text.ts';

/** Every kind of question. A new one is a module beside this file, its field in `definition.ts`, and a line here. */
export const allKinds: Kinds = {
  text,
  long_text: text,
  email,
  phone,
  date,
  number,
  scale,
  choice,
  choices,
  yes_no: yesNo,
  address,
  medicare,
  dva,
  concession,
  contact,
  rows,
  consent,
  signature,
};
