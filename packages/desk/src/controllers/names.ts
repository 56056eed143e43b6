import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { read } from '../api/client.ts';
import { plainWord } from '../words/booking-words.ts';

let reading: Promise<Catalogue> | undefined;

/** The names of practitioners, services and visits. They are read once for all screens; until then ids stand for them. */
export class Names implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  catalogue: Catalogue | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  async hostConnected(): Promise<void> {
    reading ??= read<Catalogue>(endpoints.catalogue);
    try {
      this.catalogue = await reading;
      this.#host.requestUpdate();
    } catch {
      // The next screen tries again.
      reading = undefined;
    }
  }

  practitioner(id: string): string {
    return this.catalogue?.practitioners.find((one) => one.id === id)?.name ?? plainWord(id);
  }

  service(id: string): string {
    return this.#service(id)?.name ?? plainWord(id);
  }

  visit(service: string, kind: string): string {
    return this.#service(service)?.visits.find((one) => one.kind === kind)?.name ?? plainWord(kind);
  }

  #service(id: string): Catalogue['services'][number] | undefined {
    return this.catalogue?.services.find((one) => one.id === id);
  }
}
