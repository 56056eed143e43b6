import type { FormId } from '../../ids/ids.ts';
import type { FormDefinition } from '../definition.ts';

/** Each form is a file of its own, which is loaded when the form is asked for. */
const definitions: Readonly<Record<FormId, () => Promise<FormDefinition>>> = {
  mini_intake: async () => (await import('./mini-intake.ts')).miniIntake,
  full_intake: async () => (await import('./full-intake.ts')).fullIntake,
  medical_history: async () => (await import('./medical-history.ts')).medicalHistory,
  gaps_assessment: async () => (await import('./gaps-assessment.ts')).gapsAssessment,
  weight_loss: async () => (await import('./weight-loss.ts')).weightLoss,
  mental_health: async () => (await import('./mental-health.ts')).mentalHealth,
  equine_therapy: async () => (await import('./equine-therapy.ts')).equineTherapy,
  triage: async () => (await import('./triage.ts')).triageForm,
};

/** The definition of a form. Asking again is cheap: modules are loaded once. */
export function loadForm(id: FormId): Promise<FormDefinition> {
  return definitions[id]();
}
