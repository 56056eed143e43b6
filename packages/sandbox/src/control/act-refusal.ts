import { z } from 'zod';

/**
 * The refusal of an act, in the shape of a failed check. `ZodError` alone is no `Error`, and the panel's server would not
 * hand it to its error page.
 */
export function actRefusal(path: string, message: string): z.ZodError {
  return new z.ZodRealError([{ code: 'custom', path: [path], message, input: undefined }]);
}
