import type { nothing, TemplateResult } from 'lit';
import type { Details, DetailsField, FormKind } from '../../components/details-form/details.ts';

/** What is known about a patient who books again. A booking fills it in, and shows it in short instead of asking. */
export interface Known {
  /** The values, as the patient would type them; empty where nothing is known. */
  readonly details: Details;
  /** The fields that are not asked, because the patient sees their values in short. */
  hidden(kind: FormKind, details: Details): readonly DetailsField[];
  /**
   * Draws what is known in short, with a button to change it; nothing when all is asked.
   * @param redraw called when the patient wants to change it: then all fields are asked
   */
  summary(kind: FormKind, details: Details, redraw: () => void): TemplateResult | typeof nothing;
}
