import type { Answer, Form, Model, Question } from './model.ts';

export const username = 'sandbox_clinic';

/** Two forms as the clinic might have drawn them in JotForm; the ids stand in the example `clinic.yaml`. */
export const briefFormId = '243231271343446';
export const intakeFormId = '243231271343501';

export function seedModel(): Model {
  const form = (id: string, title: string, questions: readonly Question[]): [string, Form] => [
    id,
    { id, title, questions, webhooks: [] },
  ];
  return {
    forms: new Map([
      form(briefFormId, 'Before your first call', briefQuestions),
      form(intakeFormId, 'New patient form', intakeQuestions),
    ]),
    submissions: new Map(),
    deliveries: [],
  };
}

const question = (qid: string, name: string, type: string, text: string, options?: readonly string[]) => ({
  qid,
  name,
  type: `control_${type}`,
  text,
  ...(options ? { options } : {}),
});

const yesNo = ['Yes', 'No'];
const none = 'None of these';

const safety = [
  question('2', 'signs', 'checkbox', 'Is any of this happening now?', [
    'Pain, pressure or tightness in the chest',
    'Trouble breathing, or blue lips',
    'Bleeding that does not stop',
    none,
  ]),
  question('3', 'selfHarm', 'radio', 'Are you having thoughts of suicide or of hurting yourself?', [
    'No',
    'Yes, I have thoughts, but I would not act on them',
    'Yes, and I have a plan, or I fear that I may act on them',
  ]),
];

const person = [
  question('4', 'name', 'fullname', 'Full Name'),
  question('5', 'dateOf', 'datetime', 'Date of Birth'),
  question('6', 'email', 'email', 'Email'),
  question('7', 'phoneNumber', 'phone', 'Mobile Phone'),
];

const agreement = 'I agree';
const privacy = question('40', 'privacy', 'checkbox', 'Your information', [agreement]);
const submit = question('99', 'submit', 'button', 'Submit');

const briefQuestions: readonly Question[] = [
  question('1', 'heading', 'head', 'Before your first call'),
  ...safety,
  ...person,
  question('8', 'suburb', 'textbox', 'Suburb'),
  question('9', 'reason', 'textarea', 'What would you like help with?'),
  question('10', 'howLong', 'dropdown', 'How long has it been going on?', [
    'Days',
    'Weeks',
    'Months',
    'Years',
  ]),
  question('11', 'impact', 'scale', 'How much does it get in the way? (0 to 10)'),
  question('12', 'seenSomeone', 'radio', 'Have you seen someone about it?', yesNo),
  question('13', 'seenWhom', 'textarea', 'Whom, and what did you try?'),
  question('14', 'callNeeds', 'checkbox', 'Does anything make a call easier?', [
    'An interpreter',
    'A support person on the call',
    'No, nothing',
  ]),
  privacy,
  question('50', 'heardOf', 'textbox', 'How did you hear of us?'),
  submit,
];

const intakeQuestions: readonly Question[] = [
  question('1', 'heading', 'head', 'New patient form'),
  ...person,
  question('8', 'filledInBy', 'radio', 'Who is filling in this form?', [
    'I am the patient',
    'I am the patient’s parent or guardian',
  ]),
  question('9', 'title', 'dropdown', 'Title', ['Mr', 'Mrs', 'Ms', 'Mx', 'Dr']),
  question('10', 'gender', 'radio', 'Gender', ['Female', 'Male', 'Other', 'I would rather not say']),
  question('11', 'address', 'address', 'Home Address'),
  question('12', 'contactBy', 'radio', 'How would you like us to reach you?', [
    'Text message',
    'Email',
    'Phone call',
  ]),
  question('13', 'hasMedicare', 'radio', 'Do you have a Medicare card?', yesNo),
  question('14', 'medicareNumber', 'textbox', 'Medicare number'),
  question('15', 'medicareReference', 'textbox', 'Number beside your name'),
  question('16', 'medicareExpiry', 'textbox', 'Valid to'),
  question('17', 'otherCards', 'checkbox', 'Do you have any of these?', [
    'Pension, health care or seniors health card',
    'Private health insurance',
    none,
  ]),
  question('18', 'origin', 'radio', 'Are you of Aboriginal or Torres Strait Islander origin?', [
    'Yes, Aboriginal',
    'Yes, Torres Strait Islander',
    'No',
    'I would rather not say',
  ]),
  question('19', 'interpreter', 'radio', 'Would you like an interpreter?', yesNo),
  question('20', 'emergencyName', 'textbox', 'Emergency contact: name'),
  question('21', 'emergencyWho', 'dropdown', 'Emergency contact: who is it?', [
    'Partner',
    'Husband',
    'Wife',
    'Mother',
    'Father',
    'Friend',
  ]),
  question('22', 'emergencyPhone', 'phone', 'Emergency contact: phone'),
  question('23', 'hasGp', 'radio', 'Do you have a regular GP?', yesNo),
  question('24', 'gpName', 'textbox', 'GP’s name'),
  question('25', 'gpClinic', 'textbox', 'GP’s clinic and suburb'),
  question('26', 'reason', 'textarea', 'What would you like help with?'),
  question('27', 'conditions', 'checkbox', 'Have you been told that you have any of these?', [
    'High blood pressure',
    'Diabetes',
    none,
  ]),
  question('28', 'takesMedicines', 'radio', 'Do you take any medicines?', yesNo),
  question('29', 'hasAllergies', 'radio', 'Are you allergic to anything?', yesNo),
  question('30', 'pregnancy', 'radio', 'Are you pregnant or breastfeeding?', [
    'I am pregnant, or may be',
    'No',
    'This does not apply to me',
  ]),
  privacy,
  question('41', 'telehealth', 'checkbox', 'Appointments by video or phone', [agreement]),
  question('42', 'fees', 'checkbox', 'Fees', [agreement]),
  question('43', 'signature', 'textbox', 'Type your full name to sign'),
  question('50', 'heardOf', 'textbox', 'How did you hear of us?'),
  submit,
];

/** An invented patient, who answers all questions and gives no alarming answer. */
const sharedAnswers = {
  '4': { first: 'Ada', middle: '', last: 'Ng' },
  '5': { month: '03', day: '27', year: '1980' },
  '6': 'ada.ng@example.com',
  '7': { full: '(0491) 570-156' },
  '40': [agreement],
  '50': 'From a friend',
} satisfies Record<string, Answer>;

export const sampleAnswers: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  [briefFormId]: {
    ...sharedAnswers,
    '2': [none],
    '3': 'No',
    '8': 'Richmond',
    '9': 'I sleep badly since spring: two hours, then awake.',
    '10': 'Months',
    '11': '6',
    '12': 'No',
    '14': ['No, nothing'],
  },
  [intakeFormId]: {
    ...sharedAnswers,
    '8': 'I am the patient',
    '9': 'Ms',
    '10': 'Female',
    '11': {
      addr_line1: '1 High Street',
      addr_line2: '',
      city: 'Richmond',
      state: 'VIC',
      postal: '3121',
      country: 'Australia',
    },
    '12': 'Email',
    '13': 'Yes',
    '14': '2123 45670 1',
    '15': '1',
    '16': '05/2029',
    '17': [none],
    '18': 'No',
    '19': 'No',
    '20': 'Kim Ng',
    '21': 'Partner',
    '22': { full: '(0491) 570-157' },
    '23': 'No',
    '26': 'I sleep badly since spring: two hours, then awake.',
    '27': [none],
    '28': 'No',
    '29': 'No',
    '30': 'This does not apply to me',
    '41': [agreement],
    '42': [agreement],
    '43': 'Ada Ng',
  },
};
