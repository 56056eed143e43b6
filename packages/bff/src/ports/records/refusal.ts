import { UpstreamError } from '../../platform/upstream-error.ts';

/** The system understood the request and refused it. Nothing was changed. */
export class RecordsRefusal extends UpstreamError {
  /** The refused fields: our names where we know them, else the system's; empty when it did not say. */
  readonly fields: readonly string[];
  /** The system does not offer this at all. */
  readonly notOffered: boolean;

  constructor(
    service: string,
    refused: { fields: readonly string[]; notOffered: boolean },
    more: ConstructorParameters<typeof UpstreamError>[2] = {},
  ) {
    super(service, 'rejected', more);
    this.name = 'RecordsRefusal';
    this.fields = refused.fields;
    this.notOffered = refused.notOffered;
  }
}
