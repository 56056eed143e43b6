import { after } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import { formOfTheSuite, formsElsewhereSuite } from '../../testing/ports/forms-elsewhere.suite.ts';
import { InMemoryFormsElsewhere } from '../../testing/vendors/jotform.ts';
import { createJotform } from './jotform.ts';

formsElsewhereSuite('in memory', async () => {
  const forms = new InMemoryFormsElsewhere();
  return {
    forms,
    async send() {
      const text = (questionKey: string, question: string, words: string) =>
        ({ questionKey, question, answer: { kind: 'texts', texts: [words] }, words }) as const;
      forms.keep({
        submissionKey: '6084',
        formKey: formOfTheSuite,
        questions: [
          text('2', 'Signs', 'None of these'),
          text('3', 'Self-harm', 'No'),
          {
            questionKey: '4',
            question: 'Full Name',
            answer: { kind: 'name', first: 'Ada', middle: '', last: 'Ng' },
            words: 'Ada Ng',
          },
          {
            questionKey: '5',
            question: 'Date of Birth',
            answer: { kind: 'date', year: '1980', month: '03', day: '27' },
            words: '27/03/1980',
          },
          text('7', 'Mobile Phone', '(0491) 570-156'),
        ],
        callsLeft: null,
      });
      return '6084';
    },
    sendElsewhere: async () => '7777',
    down: () => {
      forms.down();
      return () => forms.up();
    },
  };
});

let running: Promise<Sandbox> | undefined;
after(async () => (await running)?.stop());
const sent = z.object({ submissionId: z.string() });

formsElsewhereSuite('at JotForm’s stand-in', async () => {
  const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
  running ??= startSandbox({ clinicConfigPath });
  const sandbox = await running;
  sandbox.reset();
  const send = async (foreign: boolean) =>
    sent.parse(sandbox.act('jotform', 'submit', { form: formOfTheSuite, foreign })).submissionId;
  return {
    forms: createJotform(
      { baseUrl: sandbox.urls.jotform, apiKey: 'sandbox-jotform-key' },
      { clock: systemClock, random: () => 0 },
    ),
    send: () => send(false),
    sendElsewhere: () => send(true),
    down: () => {
      sandbox.fault({ service: 'jotform', kind: 'status', value: 503 });
      return () => sandbox.clearFaults();
    },
  };
});
