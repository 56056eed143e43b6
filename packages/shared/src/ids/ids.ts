/** The closed lists of ids that travel between page, server and `clinic.yaml`. */

export const serviceIds = [
  'alternative_medicine',
  'gaps_coaching',
  'weight_loss',
  'counseling',
  'equine_therapy',
] as const;
export type ServiceId = (typeof serviceIds)[number];

export const visitKinds = ['consultation', 'initial', 'followup'] as const;
export type VisitKind = (typeof visitKinds)[number];

export const formIds = [
  'mini_intake',
  'full_intake',
  'medical_history',
  'gaps_assessment',
  'weight_loss',
  'mental_health',
  'equine_therapy',
  'triage',
] as const;
export type FormId = (typeof formIds)[number];
