import { Hono } from 'hono';
import type { ClinicSeed } from '../clinic.ts';
import type { ControlParts } from '../control/routes.ts';

/** The page a person looks at. */
export function panelApp(parts: ControlParts & { clinic: ClinicSeed }): Hono {
  const app = new Hono();
  app.get('/', (context) => context.text(`Sandbox of ${parts.clinic.name}`));
  return app;
}
