import type { Feature } from '../../platform/feature.ts';
import { patientSealedColumns } from './sealed-columns.ts';

/** How people are recognised. It runs nothing by itself: other features ask it. */
export function patientsFeature(): Feature {
  return { name: 'patients', sealedColumns: patientSealedColumns };
}
