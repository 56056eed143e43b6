import type { FormCopy } from '@botaniqal/shared/contracts/forms.ts';
import type { Submission } from '../../submission.ts';
import type { SubmissionDocument } from './submission-document.ts';

/** A submission as text for a screen: every question that was shown, and its answer in the characters of the patient. */
export function formInWords(submission: Submission, document: SubmissionDocument): FormCopy {
  return {
    submissionId: submission.id,
    reference: document.reference,
    formId: submission.formId,
    title: document.form.title,
    receivedAt: submission.receivedAt.toISOString(),
    patientName: document.patient.name,
    dateOfBirth: document.patient.dateOfBirth,
    contact: [...document.patient.contact],
    sections: document.sections.map(({ title, questions }) => ({
      title,
      questions: questions.map(({ question, answer, table }) => ({
        question,
        answer: table ? table.rows.map((row) => row.filter(Boolean).join('; ')) : [...answer],
      })),
    })),
  };
}
