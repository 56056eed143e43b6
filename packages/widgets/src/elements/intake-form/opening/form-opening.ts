import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { ReactiveControllerHost } from 'lit';
import { readCatalogue } from '../../../api/catalogue.ts';
import { ConnectedTask } from '../../../controllers/connected-task.ts';
import { FragmentListener } from '../../../controllers/fragment-listener.ts';
import { type Opening, openingOf } from './form-link.ts';
import { type Opened, openForm } from './open-form.ts';

export interface OpeningActs {
  readonly origin: () => string;
  /** Loads the code that the form needs before its first question. */
  readonly prepare: (opening: Opening) => Promise<unknown>;
  /** The link leads to another form than before. */
  readonly changed: () => void;
  readonly opened: (opened: Opened) => void;
  readonly failed: (error: unknown) => void;
}

/** Opens the form that the page or a link names, and opens another one when the link changes. */
export class FormOpening {
  /** `null`: there is nothing to open. */
  current: Opening | null = null;
  clinic: Catalogue['clinic'] | null = null;
  readonly task: ConnectedTask<readonly [string, Opening | null], Opened>;
  readonly #host: ReactiveControllerHost & Parameters<typeof openingOf>[1];
  readonly #acts: OpeningActs;

  constructor(host: ReactiveControllerHost & Parameters<typeof openingOf>[1], acts: OpeningActs) {
    this.#host = host;
    this.#acts = acts;
    this.task = new ConnectedTask(host, {
      task: ([origin, opening], { signal }) => this.#open(origin, opening, signal),
      args: () => [acts.origin(), this.current] as const,
      onComplete: acts.opened,
      onError: acts.failed,
    });
    // A link to a place within the page must not close the form.
    new FragmentListener(host, () => {
      if (!this.current || /[#&](?:form|draft)=/.test(location.hash)) this.read();
    });
  }

  /** @throws when no form is open */
  get opened(): Opened {
    const opened = this.task.latest;
    if (!opened) throw new Error('nothing is open');
    return opened;
  }

  /** Reads the element's attributes and the link. */
  read(): void {
    const opening = openingOf(location.hash, this.#host);
    if (JSON.stringify(opening) === JSON.stringify(this.current)) return;
    this.current = opening;
    this.task.forget();
    this.#host.requestUpdate();
    this.#acts.changed();
  }

  async #open(origin: string, opening: Opening | null, signal: AbortSignal): Promise<Opened> {
    if (!opening) return new Promise(() => undefined);
    void readCatalogue(origin).then(
      ({ clinic }) => {
        this.clinic = clinic;
        this.#host.requestUpdate();
      },
      () => undefined,
    );
    const [opened] = await Promise.all([openForm(origin, opening, signal), this.#acts.prepare(opening)]);
    return opened;
  }
}
