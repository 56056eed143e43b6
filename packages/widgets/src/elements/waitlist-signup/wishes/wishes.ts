import type { Catalogue, CatalogueService } from '@botaniqal/shared/contracts/catalogue.ts';
import type { WaitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { findPractitioner } from '../../../catalogue/find.ts';
import { choiceField } from '../../../components/fields/choice-field.ts';
import { optionView } from '../../../components/fields/option.ts';
import { wishesCopy } from '../../../copy/waitlist/wishes.ts';

type Day = NonNullable<WaitlistWishes['days']>[number];

/** For a person who waits for a time to come free: with whom and when they could come. Questions and answers. */
export class Wishes {
  readonly #host: ReactiveControllerHost;
  readonly #visit: string;
  #practitionerId = '';
  readonly #days = new Set<Day>();
  #noticeHours = '';

  /** @param visit the kind of visit they wait for; empty: whichever */
  constructor(host: ReactiveControllerHost, visit: string) {
    this.#host = host;
    this.#visit = visit;
  }

  /** As it is sent. What is left out, anything will do for. */
  get value(): WaitlistWishes {
    const visit = (['consultation', 'initial', 'followup'] as const).find((kind) => kind === this.#visit);
    // In the order of the week, however they were ticked: the same wish is the same request.
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
