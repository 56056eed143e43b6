import type {
  Catalogue,
  CataloguePractitioner,
  CatalogueService,
  CatalogueVisit,
} from '@botaniqal/shared/contracts/catalogue.ts';
import { nameWithTitle } from '@botaniqal/shared/people/name-with-title.ts';

/** A visit with the service it belongs to. */
export interface OfferedVisit {
  readonly service: CatalogueService;
  readonly visit: CatalogueVisit;
}

/**
 * Finds a visit by the ids that a page wrote; nothing while there is no catalogue. Without a visit id it takes the first call, or else the service's first
 * visit.
 * @returns `null` when the clinic offers no such service or visit
 */
export function findVisit(
  catalogue: Catalogue | undefined,
  serviceId: string,
  kind: string,
): OfferedVisit | null {
  const service = catalogue?.services.find(({ id }) => id === serviceId);
  const wanted = kind || 'consultation';
  const visit =
    service?.visits.find((each) => each.kind === wanted) ?? (kind ? undefined : service?.visits[0]);
  return service && visit ? { service, visit } : null;
}

/** @param who an id, or the name in the server's answer to a booking */
export function findPractitioner(
  catalogue: Catalogue | undefined,
  who: string | null,
): CataloguePractitioner | undefined {
  return catalogue?.practitioners.find(({ id, name }) => id === who || name === who);
}

/**
 * "Dr Dia, general practitioner".
 * @returns `who` itself when the catalogue does not have it (any more)
 */
export function whoWords(catalogue: Catalogue, who: string): string {
  const found = findPractitioner(catalogue, who);
  return found ? nameWithTitle(found) : who;
}
