import type { Catalogue, CatalogueService } from '@botaniqal/shared/contracts/catalogue.ts';
import type { WaitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { findPractitioner } from '../../../catalogue/find.ts';
import { choiceField } from '../../../components/fields/choice-field.ts';
import { optionView } from '../../../components/fields/option.ts';
import { wishesCopy } from '../../../copy/waitlist/wishes.ts';

type Day = NonNullable<WaitlistWishes['days']>[number];

/** The questions and answers about the times that suit a person: practitioners, days and notice. */
export class Wishes {
  readonly #host: ReactiveControllerHost;
  readonly #visit: string;
  #practitionerId = '';
  readonly #days = new Set<Day>();
  #noticeHours = '';

  /** @param visit the kind of visit that they wait for; empty: every kind */
  constructor(host: ReactiveControllerHost, visit: string) {
    this.#host = host;
    this.#visit = visit;
  }

  /** The wishes for the request. When one is left out, every value suits. */
  get value(): WaitlistWishes {
    const visit = (['consultation', 'initial', 'followup'] as const).find((kind) => kind === this.#visit);
    // The days are in the order of the week, so that equal wishes give equal requests.
    const days = wishesCopy.days.map(([day]) => day).filter((day) => this.#days.has(day));
    return {
      ...(visit && { visit }),
      ...(this.#practitionerId && { practitionerId: this.#practitionerId }),
      ...(days.length > 0 && { days }),
      ...(this.#noticeHours && { noticeHours: Number(this.#noticeHours) }),
    };
  }

  view(catalogue: Catalogue, service: CatalogueService, readonly: boolean): TemplateResult {
    const visits = service.visits.filter(({ kind }) => !this.#visit || kind === this.#visit);
    const people = [...new Set(visits.flatMap(({ practitionerIds }) => practitionerIds))];
    return html`${
      people.length > 1
        ? choiceField({
            name: 'wish-who',
            label: wishesCopy.who,
            value: this.#practitionerId,
            choices: [
              ['', wishesCopy.anyone],
              ...people.map((id) => [id, findPractitioner(catalogue, id)?.name ?? id] as const),
            ],
            readonly,
            onChoose: (value) => this.#take(() => (this.#practitionerId = value)),
          })
        : nothing
    }
      <fieldset class="field" aria-describedby="days-hint">
        <legend class="label">${wishesCopy.when}</legend>
        <p class="hint" id="days-hint">${wishesCopy.anyDay}</p>
        <div class="choices wish-days">
          ${wishesCopy.days.map(([day, words]) =>
            optionView({
              type: 'checkbox',
              words,
              checked: this.#days.has(day),
              held: readonly,
              choose: () => this.#take(() => (this.#days.delete(day) ? 0 : this.#days.add(day))),
            }),
          )}
        </div>
      </fieldset>
      ${choiceField({
        name: 'wish-notice',
        label: wishesCopy.notice,
        value: this.#noticeHours,
        choices: wishesCopy.notices,
        readonly,
        onChoose: (value) => this.#take(() => (this.#noticeHours = value)),
      })}`;
  }

  #take(change: () => unknown): void {
    change();
    this.#host.requestUpdate();
  }
}
