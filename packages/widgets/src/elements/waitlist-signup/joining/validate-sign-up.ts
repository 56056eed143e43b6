import {
  type SignUp,
  type SignUpField,
  type SignUpMessages,
  signUpFields,
} from '../../../components/waitlist-form/sign-up.ts';
import { signUpFaultWords } from '../../../copy/waitlist/faults.ts';
import { signUpFault } from './sign-up-fault.ts';
import { preferenceOf } from './sign-up-request.ts';

/** The error of one field, in words; `undefined` when it is valid. */
export function validateSignUp(field: SignUpField, entered: SignUp): string | undefined {
  const fault = signUpFault(field, entered);
  return fault ? signUpFaultWords(field, fault, preferenceOf(entered)) : undefined;
}

/** The errors of all fields, in words; empty when every field is valid. */
export function judgeAll(entered: SignUp): SignUpMessages {
  return messagesFor(signUpFields, (field) => validateSignUp(field, entered));
}

/** The server's verdict on the fields of the form, in our words. */
export function refusedIn(fields: readonly { path: string }[], entered: SignUp): SignUpMessages {
  const refused = signUpFields.filter((field) => fields.some(({ path }) => path === field));
  return messagesFor(refused, (field) => signUpFaultWords(field, 'malformed', preferenceOf(entered)));
}

function messagesFor(
  fields: readonly SignUpField[],
  words: (field: SignUpField) => string | undefined,
): SignUpMessages {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const message = words(field);
      return message ? [[field, message]] : [];
    }),
  );
}
