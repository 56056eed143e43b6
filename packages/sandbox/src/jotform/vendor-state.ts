import { z } from 'zod';
import { actRefusal } from '../control/act-refusal.ts';
import { changedSettings } from '../control/changed-settings.ts';
import { inventedNumber } from '../control/invented-id.ts';
import type { VendorContext } from '../control/vendor.ts';
import type { Form, Model, Submission } from './model.ts';
import { sampleAnswers, seedModel } from './seed.ts';
import {
  defaultLimits,
  defaultSettings,
  type Limits,
  limitsShape,
  type Settings,
  settingsShape,
} from './settings.ts';
import { Webhooks } from './webhooks.ts';

const answer = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())]);

/** What a patient sends. `answers`, by question id, replace the invented ones; `null` leaves a question out. */
const submitShape = z.strictObject({
  form: z.string(),
  answers: z.record(z.string(), answer.nullable()).default({}),
  /** Belongs to another account: its webhook is sent, but our key cannot read it. */
  foreign: z.boolean().default(false),
});

/** The state of the stand-in JotForm, which all routes share: its data, settings, limits and webhooks. */
export class JotformState {
  readonly #context: VendorContext;
  readonly apiKey: string;
  readonly webhooks: Webhooks;
  model: Model;
  settings: Settings;
  limits: Limits = { ...defaultLimits };
  #callsToday = { day: '', count: 0 };

  constructor(context: VendorContext) {
    this.#context = context;
    this.apiKey = context.env.JOTFORM_API_KEY || 'sandbox-jotform-key';
    this.model = seedModel();
    this.settings = defaultSettings(context.env);
    this.webhooks = new Webhooks({
      clock: context.clock,
      model: () => this.model,
      settings: () => this.settings,
    });
  }

  reset(): void {
    this.webhooks.clear();
    this.model = seedModel();
    this.settings = defaultSettings(this.#context.env);
    this.limits = { ...defaultLimits };
    this.#callsToday = { day: '', count: 0 };
  }

  configure(change: unknown): void {
    this.settings = changedSettings(settingsShape, this.settings, change);
  }

  limit(change: unknown): void {
    this.limits = changedSettings(limitsShape, this.limits, change);
  }

  /** One call more today. @returns how many are left; below 0: this one is too many */
  countCall(): number {
    const day = this.#context.clock.now().toISOString().slice(0, 10);
    if (this.#callsToday.day !== day) this.#callsToday = { day, count: 0 };
    this.#callsToday.count += 1;
    return this.limits.callsPerDay - this.#callsToday.count;
  }

  /** @throws ZodError */
  act(act: string, body: unknown): unknown {
    if (act === 'submit') return { submissionId: this.#submit(submitShape.parse(body)).id };
    const { submissionId } = z.strictObject({ submissionId: z.string() }).parse(body);
    const submission = this.model.submissions.get(submissionId);
    const form = submission && this.model.forms.get(submission.formId);
    if (act !== 'announce' || !form) throw notThere(act === 'announce' ? 'submissionId' : 'act');
    this.webhooks.announce(submission, form);
    return { submissionId };
  }

  #submit({ form: formId, answers, foreign }: z.infer<typeof submitShape>): Submission {
    const form = this.model.forms.get(formId) ?? this.#unknownForm(formId);
    const number = this.model.submissions.size + 1;
    const whole = Object.entries({ ...sampleAnswers[formId], ...answers });
    const submission: Submission = {
      id: `6084${String(inventedNumber(1_000_000, 'jotform', String(number))).padStart(6, '0')}${String(number).padStart(9, '0')}`,
      formId: form.id,
      isForeign: foreign,
      createdAt: this.#context.clock.now(),
      answers: Object.fromEntries(whole.flatMap(([qid, one]) => (one === null ? [] : [[qid, one]]))),
    };
    this.model.submissions.set(submission.id, submission);
    this.webhooks.announce(submission, form);
    return submission;
  }

  /** A form that was made after the seed. It has the webhooks and the questions of a form of the seed. */
  #unknownForm(id: string): Form {
    const [known] = this.model.forms.values();
    if (!/^\d{10,20}$/.test(id) || !known) throw notThere('form');
    const form: Form = {
      id,
      title: 'Another form',
      questions: known.questions,
      webhooks: [...known.webhooks],
    };
    this.model.forms.set(id, form);
    return form;
  }
}

function notThere(path: string): z.ZodError {
  return actRefusal(path, 'is not here');
}
