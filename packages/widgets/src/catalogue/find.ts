import type {
  Catalogue,
  CataloguePractitioner,
  CatalogueService,
  CatalogueVisit,
} from '@botaniqal/shared/contracts/catalogue.ts';

/** A visit with the service it belongs to. */
export interface OfferedVisit {
  readonly service: CatalogueService;
  readonly visit: CatalogueVisit;
}

/**
 * Finds a visit by the ids that a page wrote. Without a visit id it takes the first call, or else the service's first
 * visit.
 * @returns `null` when the clinic offers no such service or visit
 */
export function findVisit(catalogue: Catalogue, serviceId: string, kind: string): OfferedVisit | null {
  const service = catalogue.services.find(({ id }) => id === serviceId);
  const wanted = kind || 'consultation';
  const visit =
    service?.visits.find((each) => each.kind === wanted) ?? (kind ? undefined : service?.visits[0]);
  return service && visit ? { service, visit } : null;
}

export function findPractitioner(catalogue: Catalogue, id: string | null): CataloguePractitioner | null {
  return catalogue.practitioners.find((each) => each.id === id) ?? null;
}
