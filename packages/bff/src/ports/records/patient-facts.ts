/** A value that the record has and that we have no word for. Another person wrote it, so we never replace it. */
export const unrecognised = 'unrecognised';
export type Unrecognised = typeof unrecognised;

/** The facts of a record that a form can give; `null`: the record has none, or our placeholder. */
export interface PatientFacts {
  title: 'mr' | 'mrs' | 'ms' | 'miss' | 'mx' | 'dr' | Unrecognised | null;
  firstName: string | null;
  lastName: string | null;
  preferredName: string | null;
  /** `YYYY-MM-DD` */
  dateOfBirth: string | null;
  gender: 'female' | 'male' | 'other' | Unrecognised | null;
  email: string | null;
  /** Digits only, as `04…` where it is an Australian mobile. */
  mobilePhone: string | null;
  homePhone: string | null;
  /** National codes; 9 is "not stated". */
  indigenousStatus: '1' | '2' | '3' | '4' | '9' | Unrecognised | null;
}

export interface PatientDetails extends PatientFacts {
  id: string;
}

/** The facts to write. A fact that is left out stays as it is. */
export type ChangeOf<Facts> = {
  [Name in keyof Facts]?: Exclude<Facts[Name], Unrecognised | null>;
};
export type PatientChange = ChangeOf<PatientFacts>;

/** The facts that were not written, because the system has no code for them. A person types them in. */
export interface Written<Name extends string> {
  leftOut: readonly Name[];
}
