import type { z } from 'zod';

/**
 * The settings of a vendor after a change; a key that is left out stays as it is.
 * @throws ZodError when the change is malformed, or names a setting that does not exist
 */
export function changedSettings<Shape extends z.ZodObject>(
  shape: Shape,
  settings: z.output<Shape>,
  change: unknown,
): z.output<Shape> {
  const given = Object.entries(shape.partial().parse(change)).filter(([, value]) => value !== undefined);
  return shape.parse({ ...settings, ...Object.fromEntries(given) });
}
