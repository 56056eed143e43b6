import type { DraftView, FormContext } from '@botaniqal/shared/contracts/forms.ts';
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { loadPart } from '../../../page/load-part.ts';
import type { DraftRoutes, Kept } from './draft-keeper.ts';
import type { LeavingActs, SaveForLater } from './save-for-later.ts';

/**
 * Saves the form to continue later. Saving needs the network anyway, so its code is loaded after the first question.
 */
export class Drafts {
  readonly #host: ReactiveControllerHost;
  readonly #routes: DraftRoutes;
  readonly #acts: LeavingActs;
  #saveForLater: SaveForLater | null = null;

  constructor(host: ReactiveControllerHost, routes: DraftRoutes, acts: LeavingActs) {
    this.#host = host;
    this.#routes = routes;
    this.#acts = acts;
  }

  /** The draft on the server; `null`: there is none. */
  get kept(): Kept | null {
    return this.#saveForLater?.keeper.kept ?? null;
  }

  /** Whether the words about saving are in view. Then the button that opens them is hidden. */
  get isShown(): boolean {
    return Boolean(this.#saveForLater?.isShown);
  }

  async load(): Promise<SaveForLater> {
    const { SaveForLater } = await loadPart(() => import('./save-for-later.ts'));
    this.#saveForLater ??= new SaveForLater(this.#host, this.#routes, this.#acts);
    return this.#saveForLater;
  }

  /** The form was opened from this draft. */
  resume(draft: DraftView, draftToken: string): void {
    if (this.#saveForLater) this.#saveForLater.keeper.kept = { ...draft, draftToken };
  }

  /** Saves the answers after a section, if the patient has agreed. */
  step(): void {
    void this.#saveForLater?.step();
  }

  /** The submission has deleted the draft on the server. */
  drop(): void {
    this.#saveForLater?.keeper.drop();
  }

  view(context: FormContext | null, zone: string, locale: string): TemplateResult | typeof nothing {
    return this.#saveForLater?.view(context, zone, locale) ?? nothing;
  }
}
