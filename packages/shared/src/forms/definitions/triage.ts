import { defineForm } from '../define-form.ts';
import { triageFlags } from '../triage/red-flags.ts';
import { emergencySigns, selfHarm, unsafeWithSomeone } from './sections/safety.ts';

/**
 * What brings a person here, how soon they need help, and which practitioner to see first. It names services, never treatments or
 * the conditions they may be used for: it is public, and the law on advertising reaches forms and menus.
 */
export const triageForm = defineForm({
  id: 'triage',
  version: '2026-11',
  title: 'Find the right place to start',
  intro:
    'A few questions about what you need. Your answers go to our consultant, who has them when you talk. This form finds no diagnosis and decides no treatment.',
  minutes: 4,
  sections: [
    {
      id: 'safety',
      title: 'First, your safety',
      intro: 'If a life may be in danger, call 000 now.',
      fields: [emergencySigns],
    },
    { id: 'selfHarm', title: 'How you feel', fields: [selfHarm] },
    { id: 'unsafe', title: 'Where you are', fields: [unsafeWithSomeone] },
    {
      id: 'who',
      title: 'Who this is for',
      fields: [
        {
          kind: 'choice',
          id: 'forWhom',
          label: 'Who needs help?',
          name: 'who needs help',
          options: [
            { value: 'self', label: 'I do' },
            { value: 'other', label: 'Someone I care for' },
          ],
        },
        {
          kind: 'choice',
          id: 'age',
          label: 'How old is the person who needs help?',
          name: 'how old the person is',
          options: [
            { value: 'under_16', label: 'Under 16' },
            { value: '16_17', label: '16 or 17' },
            { value: '18_64', label: '18 to 64' },
            { value: '65_plus', label: '65 or older' },
          ],
        },
      ],
    },
    {
      id: 'concern',
      title: 'What you need',
      fields: [
        {
          kind: 'choice',
          id: 'concern',
          label: 'What would you like help with?',
          name: 'what you would like help with',
          options: [
            {
              value: 'health',
              label: 'A health concern that I would like to talk over with a doctor or nurse',
            },
            { value: 'weight', label: 'My weight' },
            { value: 'food', label: 'Digestion and food, with a coach' },
            { value: 'mind', label: 'How I feel and cope, with a counsellor' },
            { value: 'horses', label: 'Sessions with a therapist and horses' },
            { value: 'unsure', label: 'I am not sure' },
          ],
        },
        {
          kind: 'long_text',
          id: 'words',
          label: 'Tell us in your own words',
          hint: 'A sentence or two is enough',
          name: 'a sentence or two about it',
          optional: true,
          maxLength: 1500,
          prefill: 'primaryConcern',
        },
      ],
    },
    {
      id: 'health',
      title: 'About your health concern',
      showWhen: { field: 'concern', isOneOf: ['health', 'unsure'] },
      fields: [
        {
          kind: 'choices',
          id: 'healthSigns',
          label: 'Does any of this apply?',
          name: 'each that applies',
          options: [
            { value: 'sudden_headache', label: 'A sudden headache, the worst I have had' },
            { value: 'stiff_neck', label: 'Fever with a stiff neck, a rash or drowsiness' },
            { value: 'saddle', label: 'New numbness between the legs, or no control over bladder or bowels' },
            { value: 'blood', label: 'Blood in stool, urine, vomit or when coughing' },
            { value: 'leg', label: 'One leg that is newly swollen and painful' },
            { value: 'pregnancy', label: 'Pregnant, with pain or bleeding' },
            { value: 'lump', label: 'A new lump, or a mole that changes' },
            { value: 'weight_loss', label: 'Losing weight without trying' },
            { value: 'night_sweats', label: 'Fever or night sweats for over two weeks' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
      ],
    },
    {
      id: 'weight',
      title: 'About your weight',
      showWhen: { field: 'concern', is: 'weight' },
      fields: [
        {
          kind: 'choices',
          id: 'eatingNow',
          label: 'In the last three months, has any of this happened?',
          name: 'each that has happened',
          options: [
            { value: 'fainting', label: 'I fainted or collapsed while eating very little' },
            { value: 'vomit', label: 'I made myself vomit, or took laxatives, because of what I ate' },
            { value: 'restrict', label: 'I went without food for a day or longer to lose weight' },
            { value: 'unwanted', label: 'I lost weight without trying' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
        {
          kind: 'yes_no',
          id: 'pregnant',
          label: 'Are you pregnant, or may you be?',
          name: 'you are or may be pregnant',
        },
      ],
    },
    {
      id: 'food',
      title: 'About digestion and food',
      showWhen: { field: 'concern', is: 'food' },
      fields: [
        {
          kind: 'choices',
          id: 'gutSigns',
          label: 'Is any of this happening now?',
          name: 'each that is happening now',
          options: [
            { value: 'blood', label: 'Blood in the stool, black stool, or vomiting blood' },
            { value: 'pain', label: 'Severe belly pain that does not ease' },
            { value: 'fluids', label: 'I cannot keep fluids down, or pass very little urine' },
            { value: 'weight_loss', label: 'I am losing weight without trying' },
            { value: 'swallowing', label: 'Food gets stuck when I swallow' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
      ],
    },
    {
      id: 'mind',
      title: 'About how you feel',
      showWhen: { field: 'concern', isOneOf: ['mind', 'horses'] },
      fields: [
        {
          kind: 'choices',
          id: 'mindSigns',
          label: 'Has any of this happened in the last two weeks?',
          name: 'each that has happened',
          options: [
            { value: 'harm_others', label: 'I was afraid that I may hurt someone' },
            { value: 'voices', label: 'I heard voices, or saw things, that others do not' },
            { value: 'no_sleep', label: 'I hardly slept for days and was full of energy' },
            { value: 'withdrawal', label: 'I shook, sweated or saw things when I drank less alcohol' },
            { value: 'new_baby', label: 'I had a baby in the last year, and feel low or afraid' },
            { value: 'cannot_cope', label: 'I could not get up, eat or wash on most days' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
      ],
    },
    {
      id: 'course',
      title: 'How it is going',
      fields: [
        {
          kind: 'choice',
          id: 'onset',
          label: 'How long has it been going on?',
          name: 'how long it has been going on',
          options: [
            { value: 'days', label: 'Days' },
            { value: 'weeks', label: 'Weeks' },
            { value: 'months', label: 'Months' },
            { value: 'years', label: 'A year or longer' },
          ],
        },
        {
          kind: 'choice',
          id: 'trend',
          label: 'Which way is it going?',
          name: 'which way it is going',
          options: [
            { value: 'better', label: 'It is getting better' },
            { value: 'same', label: 'It stays the same' },
            { value: 'worse', label: 'It is slowly getting worse' },
            { value: 'much_worse', label: 'It has become much worse in the last days' },
          ],
        },
        {
          kind: 'scale',
          id: 'impact',
          label: 'How much does it get in the way of your days?',
          name: 'how much it gets in the way of your days',
          min: 0,
          max: 10,
          ends: ['Not at all', 'I can hardly do anything'],
        },
        {
          kind: 'yes_no',
          id: 'seenDoctor',
          label: 'Has a doctor looked into it?',
          name: 'a doctor has looked into it',
        },
      ],
    },
  ],
  redFlags: triageFlags,
});
