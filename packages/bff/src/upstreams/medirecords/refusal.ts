import { UpstreamError } from '../../platform/upstream-error.ts';
import { RecordsRefusal } from '../../ports/records/refusal.ts';
import { isNotOffered, refusedFields } from './mapping/errors.ts';

/** Does it, and says in our words when it is refused. @throws RecordsRefusal, UpstreamError */
export async function orRefusal<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw refusalIn(error);
  }
}

/** The refusal that an error is; any other error as it is. */
export function refusalIn(error: unknown): unknown {
  if (!(error instanceof UpstreamError) || error instanceof RecordsRefusal) return error;
  const notOffered = isNotOffered(error);
  if (error.transient && !notOffered) return error;
  const { details, status } = error;
  return new RecordsRefusal(
    'medirecords',
    { fields: refusedFields(error), notOffered },
    { details, cause: error, ...(status ? { status } : {}) },
  );
}
