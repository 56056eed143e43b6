import { defineForm } from '../define-form.ts';
import type { RedFlag } from '../definition.ts';
import { phq9Credit, phq9Difficulty, phq9Items, phq9Question } from '../scales/phq9.ts';
import { crisisLines } from '../triage/support-lines.ts';
import { signature } from './sections/consents.ts';
import { alcohol, drinksPerWeek, medicines, takesMedicines } from './sections/health.ts';
import { whoIsThisAbout } from './sections/person.ts';
import { unsafeFlags, unsafeWithSomeone } from './sections/safety.ts';

const mindFlags = [
  {
    code: 'self_harm_now',
    when: { field: 'safeNow', is: 'act' },
    urgency: 'emergency',
    reason: 'Fears acting on thoughts of suicide or self-harm.',
    support: crisisLines,
  },
  {
    code: 'phq9_item9',
    when: { field: 'phq9', isOneOf: ['1', '2', '3'] },
    urgency: 'same_day',
    reason:
      'Scored item 9 of the PHQ-9: thoughts of being better off dead or of self-harm in the last 2 weeks.',
    support: crisisLines,
  },
  {
    code: 'harm_to_others',
    when: { field: 'unusual', includes: 'harm_others' },
    urgency: 'emergency',
    reason: 'Fears hurting someone else.',
    support: ['emergency', 'lifeline'],
  },
  {
    code: 'voices',
    when: { field: 'unusual', includes: 'voices' },
    urgency: 'same_day',
    reason: 'Hears voices or sees things that others do not.',
    support: ['emergency', 'lifeline', 'healthdirect'],
  },
] as const satisfies readonly RedFlag[];

/** For the counsellor, before a first appointment. The score is read by a person; it diagnoses nothing. */
export const mentalHealth = defineForm({
  id: 'mental_health',
  version: '2026-11',
  title: 'How you are',
  intro:
    'Your counsellor reads this before you meet. It is not watched around the clock: if you may hurt yourself or someone else, call 000, or Lifeline on 13 11 14, at any hour.',
  minutes: 10,
  buildsOn: 'full_intake',
  sections: [
    whoIsThisAbout,
    {
      id: 'phq9',
      title: 'The last 2 weeks',
      intro: `${phq9Question} (${phq9Credit})`,
      fields: [
        ...phq9Items,
        {
          ...phq9Difficulty,
          showWhen: {
            any: [
              { field: 'phq1', isOneOf: ['1', '2', '3'] },
              { field: 'phq2', isOneOf: ['1', '2', '3'] },
              { field: 'phq3', isOneOf: ['1', '2', '3'] },
              { field: 'phq4', isOneOf: ['1', '2', '3'] },
              { field: 'phq5', isOneOf: ['1', '2', '3'] },
              { field: 'phq6', isOneOf: ['1', '2', '3'] },
              { field: 'phq7', isOneOf: ['1', '2', '3'] },
              { field: 'phq8', isOneOf: ['1', '2', '3'] },
              { field: 'phq9', isOneOf: ['1', '2', '3'] },
            ],
          },
        },
        {
          kind: 'choice',
          id: 'safeNow',
          label: 'Do you feel that you may act on such thoughts?',
          hint: 'Thank you for telling us. You do not have to carry this alone',
          name: 'whether you may act on such thoughts',
          showWhen: { field: 'phq9', isOneOf: ['1', '2', '3'] },
          options: [
            { value: 'no', label: 'No, I am safe for now' },
            { value: 'act', label: 'Yes, or I am not sure' },
          ],
        },
      ],
    },
    {
      id: 'safety',
      title: 'Your safety',
      fields: [
        {
          kind: 'choices',
          id: 'unusual',
          label: 'Has any of this happened in the last 2 weeks?',
          name: 'each that has happened',
          options: [
            { value: 'voices', label: 'I heard voices, or saw things, that others do not' },
            { value: 'no_sleep', label: 'I hardly slept for days and was full of energy' },
            { value: 'panic', label: 'I had sudden attacks of fear' },
            { value: 'harm_others', label: 'I was afraid that I may hurt someone' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
        unsafeWithSomeone,
      ],
    },
    {
      id: 'story',
      title: 'What brings you',
      fields: [
        {
          kind: 'long_text',
          id: 'bringsYou',
          label: 'What would you like to talk about?',
          hint: 'As much or as little as you like',
          name: 'what you would like to talk about',
          maxLength: 2000,
        },
        {
          kind: 'date',
          partial: true,
          id: 'storySince',
          label: 'Since when has it been on your mind?',
          hint: 'A year is enough, for example 2024',
          name: 'since when it has been on your mind',
          when: 'past',
          optional: true,
        },
        {
          kind: 'long_text',
          id: 'goals',
          label: 'How would you notice that counselling helps?',
          name: 'how you would notice that counselling helps',
          optional: true,
          maxLength: 1000,
        },
        {
          kind: 'choices',
          id: 'strains',
          label: 'Is any of this weighing on you?',
          name: 'each that weighs on you',
          options: [
            { value: 'relationship', label: 'A relationship, or a separation' },
            { value: 'family', label: 'Family or parenting' },
            { value: 'loss', label: 'A loss' },
            { value: 'work', label: 'Work or study' },
            { value: 'money', label: 'Money or housing' },
            { value: 'health', label: 'Health or pain' },
            { value: 'past', label: 'Something from the past' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
      ],
    },
    {
      id: 'care',
      title: 'Care so far',
      fields: [
        {
          kind: 'yes_no',
          id: 'hadCounselling',
          label: 'Have you seen a counsellor, psychologist or psychiatrist before?',
          name: 'you have seen a counsellor, psychologist or psychiatrist before',
        },
        {
          kind: 'long_text',
          id: 'counsellingHelped',
          label: 'What helped, and what did not?',
          name: 'what helped and what did not',
          optional: true,
          maxLength: 1000,
          showWhen: { field: 'hadCounselling', is: true },
        },
        {
          kind: 'yes_no',
          id: 'carePlan',
          label: 'Do you have a mental health treatment plan from a GP?',
          name: 'you have a mental health treatment plan from a GP',
        },
        { ...takesMedicines, askOnce: true },
        { ...medicines, askOnce: true },
        alcohol,
        drinksPerWeek,
        {
          kind: 'yes_no',
          id: 'hasSupport',
          label: 'Is there someone you can turn to when things are hard?',
          name: 'there is someone you can turn to',
        },
        {
          kind: 'text',
          id: 'supportWho',
          label: 'Who is it to you?',
          hint: 'For example a friend, a sister',
          name: 'who it is',
          optional: true,
          maxLength: 100,
          showWhen: { field: 'hasSupport', is: true },
        },
      ],
    },
    {
      id: 'sign',
      title: 'Agree and sign',
      fields: [
        {
          kind: 'consent',
          id: 'counsellingConsent',
          label: 'What you say stays with us, with these exceptions',
          name: 'you understand when we may have to tell others',
          version: '2026-11',
          text: [
            'What you tell your counsellor is confidential. We may have to tell others when a life is at serious risk, when a child is at risk of harm, or when a court orders it. If we can, we talk with you first.',
          ],
        },
        signature,
      ],
    },
  ],
  redFlags: [...mindFlags, ...unsafeFlags],
});
