import { wholeAnswers } from '@botaniqal/bff/testing/fixtures/forms/forms-fixture.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { FormContext, SubmissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { Stack } from '../stack.ts';
import type { Person } from './people.ts';

/** Forms of the busy day, as patients send them. */
export function forms(stack: Stack) {
  const today = () => stack.now().toISOString().slice(0, 10);

  return {
    /** Triage on the website. Without alarming answers it recommends a free call. */
    async triage(given: object): Promise<SubmissionReceived> {
      const answers = wholeAnswers(await loadForm('triage'), { today: today(), known: {} }, { ...given });
      const answer = await stack.api.send('POST', endpoints.formSubmissions('triage'), { body: { answers } });
      return answer.ok() as SubmissionReceived;
    },

    /** The person whom triage alarmed leaves a number. */
    async callBack({ submissionId }: SubmissionReceived, { name, phone }: Person): Promise<void> {
      (await stack.api.send('POST', endpoints.callBack(submissionId), { body: { name, phone } })).ok();
    },

    /** The short form before a first call. */
    async beforeTheCall(
      { bookingId, manageToken }: { bookingId: string; manageToken: string },
      person: Person,
    ): Promise<void> {
      const bearer = { authorization: `Bearer ${manageToken}` };
      const path = endpoints.bookingForm(bookingId, 'mini_intake');
      const context = (await stack.api.send('GET', path, { headers: bearer })).ok() as FormContext;
      const answers = wholeAnswers(
        await loadForm('mini_intake'),
        { today: today(), known: context.known },
        {
          firstName: person.firstName,
          lastName: person.lastName,
          email: person.email,
          mobilePhone: person.phone,
          dateOfBirth: person.dateOfBirth,
          reason: person.concern,
          suburb: 'Brunswick',
        },
      );
      const body = { answers, bookingId, manageToken };
      (await stack.api.send('POST', endpoints.formSubmissions('mini_intake'), { body })).ok();
    },
  };
}
