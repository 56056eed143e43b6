import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';

/** The questions for a person who joins a waitlist, by their names in the request, in their order. */
export const signUpFields = [
  'service',
  'name',
  'email',
  'phone',
  'postcode',
  'interestLevel',
  'contactPreference',
  'consent',
] as const;
export type SignUpField = (typeof signUpFields)[number];

/** The values exactly as typed; empty where the person entered nothing. A ticked box is `yes`. */
export type SignUp = Readonly<Record<SignUpField, string>>;

export const nothingEntered: SignUp = {
  service: '',
  name: '',
  email: '',
  phone: '',
  postcode: '',
  interestLevel: '',
  contactPreference: 'email',
  consent: '',
};

/** The errors of single fields, in words. */
export type SignUpMessages = Readonly<Partial<Record<SignUpField, string>>>;

/** The form's content when it is sent. */
export interface SignUpSent {
  readonly entered: SignUp;
  /** The value of the field that people do not see; only a bot fills it in. */
  readonly trap: string;
  /** Milliseconds since the form was first shown. */
  readonly elapsed: number;
}

/** A service that a person can wait for. */
export interface Waited {
  readonly id: ServiceId;
  readonly name: string;
}
