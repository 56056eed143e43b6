import { changedSettings } from '../control/changed-settings.ts';
import { inventedId } from '../control/invented-id.ts';
import type { VendorContext } from '../control/vendor.ts';
import type { Audit, Model, Patient } from './model.ts';
import { Refusal, unknownId } from './refusal.ts';
import { type MedirecordsTokens, seedModel, seedTokens } from './seed.ts';
import { defaultSettings, type Settings, settingsShape } from './settings.ts';

const apiUser = inventedId('medirecords', 'user', 'connect');

/** The state of the stand-in MediRecords, which all routes share: its data, settings and tokens. */
export class MedirecordsState {
  readonly #context: VendorContext;
  readonly tokens: MedirecordsTokens;
  model: Model;
  settings: Settings = { ...defaultSettings };
  /** Known once the server listens. */
  origin = '';

  constructor(context: VendorContext) {
    this.#context = context;
    this.tokens = seedTokens(context.env);
    this.model = seedModel(context.clinic, context.env);
  }

  now(): Date {
    return this.#context.clock.now();
  }

  get timeZone(): string {
    return this.#context.clinic.timeZone;
  }

  reset(): void {
    this.model = seedModel(this.#context.clinic, this.#context.env);
    this.settings = { ...defaultSettings };
  }

  configure(change: unknown): void {
    this.settings = changedSettings(settingsShape, this.settings, change);
  }

  created(): Audit {
    const at = stamp(this.now());
    return { createdBy: apiUser, createdDateTime: at, updatedBy: apiUser, updatedDateTime: at };
  }

  updated(): Pick<Audit, 'updatedBy' | 'updatedDateTime'> {
    return { updatedBy: apiUser, updatedDateTime: stamp(this.now()) };
  }

  /** @throws Refusal (400 `message`, as the real one) */
  patient(id: string): Patient {
    const patient = this.model.patients.get(id);
    if (!patient) throw unknownId('Patient', id);
    return patient;
  }

  /** @throws Refusal (400) */
  checkPractice(id: string): void {
    if (id !== this.model.practice.id) throw unknownId('Practice', id);
  }
}

/** `2020-12-15T08:07:33.601+0000` */
function stamp(instant: Date): string {
  return instant.toISOString().replace('Z', '+0000');
}

export function nothingHere(): Refusal {
  return new Refusal(404, { message: 'Not Found' });
}
