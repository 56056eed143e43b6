import type { ServiceId } from '../../ids/ids.ts';
import type { Condition, Urgency } from '../definition.ts';
import type { SupportLineId } from './support-lines.ts';

/** What a practitioner is, as in `clinic.yaml`. */
export type PractitionerType = 'doctor' | 'nurse' | 'consultant' | 'coach' | 'counsellor' | 'therapist';

/** How soon, when no red flag is raised. All that hold are told to the consultant; the first decides. */
export interface UrgencyRule {
  readonly when: Condition;
  readonly urgency: Exclude<Urgency, 'emergency' | 'same_day'>;
  readonly reason: string;
}

export const urgencyRules: readonly UrgencyRule[] = [
  {
    when: { field: 'healthSigns', includesAnyOf: ['lump', 'weight_loss', 'night_sweats'] },
    urgency: 'soon',
    reason:
      'Reports a new lump, unwanted weight loss, or fever or night sweats for over two weeks: a doctor should see it soon.',
  },
  {
    when: { field: 'gutSigns', includesAnyOf: ['weight_loss', 'swallowing'] },
    urgency: 'soon',
    reason:
      'Reports unwanted weight loss, or food that gets stuck: a doctor should see it before coaching begins.',
  },
  {
    when: { field: 'eatingNow', includesAnyOf: ['vomit', 'restrict', 'unwanted'] },
    urgency: 'soon',
    reason:
      'Reports vomiting, laxatives or fasting because of weight, or unwanted weight loss: ask about an eating disorder.',
  },
  {
    when: { field: 'pregnant', is: true },
    urgency: 'soon',
    reason: 'Is or may be pregnant, and asks about weight.',
  },
  {
    when: { field: 'mindSigns', includesAnyOf: ['new_baby', 'cannot_cope'] },
    urgency: 'soon',
    reason: 'Feels low or afraid with a new baby, or could not get up, eat or wash on most days.',
  },
  {
    when: { field: 'trend', is: 'much_worse' },
    urgency: 'soon',
    reason: 'It has become much worse in the last days.',
  },
  {
    when: { field: 'impact', atLeast: 8 },
    urgency: 'soon',
    reason: 'It gets in the way of almost everything (8 or more of 10).',
  },
  {
    when: {
      all: [
        { field: 'concern', isOneOf: ['health', 'food'] },
        { field: 'onset', is: 'days' },
        { field: 'trend', is: 'better' },
        { field: 'impact', below: 4 },
      ],
    },
    urgency: 'self_care',
    reason:
      'It began days ago, is getting better and hardly gets in the way: an appointment may not be needed.',
  },
];

/** Where each concern goes. Every first call is with the consultant; the types say whom to see after it. */
export interface Route {
  readonly when: Condition;
  readonly service: ServiceId;
  readonly practitionerTypes: readonly PractitionerType[];
  readonly reason: string;
}

export const routes: readonly Route[] = [
  {
    when: { field: 'concern', is: 'health' },
    service: 'alternative_medicine',
    practitionerTypes: ['doctor', 'nurse'],
    reason: 'Would like to talk over a health concern with a doctor or nurse.',
  },
  {
    when: { field: 'concern', is: 'weight' },
    service: 'weight_loss',
    practitionerTypes: ['doctor', 'nurse'],
    reason: 'Would like help with weight.',
  },
  {
    when: { field: 'concern', is: 'food' },
    service: 'gaps_coaching',
    practitionerTypes: ['coach'],
    reason: 'Would like help with digestion and food, with a coach.',
  },
  {
    when: { field: 'concern', is: 'mind' },
    service: 'counseling',
    practitionerTypes: ['counsellor'],
    reason: 'Would like to talk with a counsellor.',
  },
  {
    when: { field: 'concern', is: 'horses' },
    service: 'equine_therapy',
    practitionerTypes: ['therapist'],
    reason: 'Would like sessions with a therapist and horses.',
  },
  {
    when: { field: 'concern', is: 'unsure' },
    service: 'alternative_medicine',
    practitionerTypes: ['consultant'],
    reason: 'Is not sure where to begin: the consultant helps to choose.',
  },
];

/** What else the consultant should know, and which lines stand beside an ordinary result. Neither changes the urgency. */
export interface Note {
  readonly when: Condition;
  readonly reason?: string;
  readonly support?: readonly SupportLineId[];
}

export const notes: readonly Note[] = [
  {
    when: { field: 'age', is: 'under_16' },
    reason: 'Is under 16: a parent or guardian takes part and agrees.',
    support: ['kids_helpline'],
  },
  {
    when: { field: 'age', is: '16_17' },
    reason: 'Is 16 or 17: ask who should take part and agree.',
    support: ['kids_helpline'],
  },
  {
    when: { field: 'forWhom', is: 'other' },
    reason: 'Someone else asks on the patient’s behalf: ask for permission.',
  },
  {
    when: { field: 'unsafeWithSomeone', isOneOf: ['past', 'not_stated'] },
    reason:
      'Has been hurt or threatened by someone, or would rather not say. Ask in private; do not leave messages.',
    support: ['respect'],
  },
  {
    when: { field: 'concern', isOneOf: ['mind', 'horses'] },
    support: ['lifeline', 'beyond_blue', 'thirteen_yarn', 'mensline'],
  },
  { when: { field: 'seenDoctor', is: false }, reason: 'No doctor has looked into it yet.' },
  { when: { field: 'trend', is: 'worse' }, reason: 'It is slowly getting worse.' },
];
