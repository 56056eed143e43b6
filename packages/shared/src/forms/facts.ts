/**
 * The facts of a patient's record that a form can file, by our own names; the vendor's places and codes live with
 * the vendor's client. Each says which kinds of question yield it, and, for a choice, which values the record knows.
 * Everything that is no fact is filed in the PDF alone.
 */
export const factRules = {
  title: { kinds: ['choice'], values: ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'none'] },
  firstName: { kinds: ['text'] },
  lastName: { kinds: ['text'] },
  preferredName: { kinds: ['text'] },
  dateOfBirth: { kinds: ['date'] },
  gender: { kinds: ['choice'], values: ['female', 'male', 'other', 'not_stated'] },
  email: { kinds: ['email'] },
  mobilePhone: { kinds: ['phone'] },
  homePhone: { kinds: ['phone'] },
  address: { kinds: ['address'] },
  /** National codes: 1 Aboriginal, 2 Torres Strait Islander, 3 both, 4 neither, 9 not stated (AIHW, METeOR 602543). */
  indigenousStatus: { kinds: ['choice'], values: ['1', '2', '3', '4', '9'] },
  medicare: { kinds: ['medicare'] },
  dva: { kinds: ['dva'] },
  concession: { kinds: ['concession'] },
  emergencyContact: { kinds: ['contact'] },
  electronicPrescriptions: { kinds: ['consent'] },
} as const satisfies Record<string, { kinds: readonly string[]; values?: readonly string[] }>;

export type Fact = keyof typeof factRules;
