import { UpstreamError } from '../../platform/upstream-error.ts';
import type { FormsElsewhere, GivenForm } from '../../ports/forms-elsewhere.ts';

/**
 * Forms elsewhere, in memory, for the tests of features. The same suite tests it and the client
 * (`testing/ports/forms-elsewhere.suite.ts`).
 */
export class InMemoryFormsElsewhere implements FormsElsewhere {
  readonly displayName = 'JotForm';
  readonly reads: string[] = [];
  readonly #forms = new Map<string, GivenForm>();
  #isDown = false;

  keep(form: GivenForm): void {
    this.#forms.set(form.submissionKey, form);
  }

  down(): void {
    this.#isDown = true;
  }

  up(): void {
    this.#isDown = false;
  }

  async read(submissionKey: string): Promise<GivenForm | null> {
    this.reads.push(submissionKey);
    if (this.#isDown) throw new UpstreamError('jotform', 'server_error', { status: 503 });
    return this.#forms.get(submissionKey) ?? null;
  }
}
