import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { z } from 'zod';
import { sessionCookie } from '../../staff-auth/session-cookie.ts';
import { type PreparedAnswer, prepareJson, sendPrepared } from '../answers/prepared-answer.ts';
import { type Route, route } from '../route.ts';
import { type Json, nameSchemas } from './named-schemas.ts';
import { documentPath, operation, schemaUses } from './operation.ts';
import { describeTags, tagName } from './tags.ts';
import { webhooks } from './webhooks.ts';

export interface ApiInfo {
  title: string;
  version: string;
  description: string;
  /** The origin that the paths belong to. */
  url: string;
  /** Whom to ask. */
  contact: { name: string; url: string };
}

/** The OpenAPI 3.1 document of the routes, made from the schemas that validate them. */
export function openApiDocument(info: ApiInfo, routes: readonly Route[]): Json {
  const { name: deskCookie } = sessionCookie(info.url);
  const described = routes.map(({ description }) => description).filter(({ kind }) => kind !== 'page');
  const schemas = nameSchemas([
    { schema: problem, direction: 'output', name: 'Problem' },
    ...described.flatMap(schemaUses),
  ]);
  const paths: Record<string, Json> = {};
  for (const description of described) {
    const path = documentPath(description);
    paths[path] = { ...paths[path], [description.method]: operation(description, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: info.title,
      version: info.version,
      description: info.description,
      contact: info.contact,
      license: { name: 'All rights reserved', identifier: 'LicenseRef-Proprietary' },
    },
    // Relative to this document, which is right on each address that the server is reached at.
    servers: [{ url: '/', description: info.url }],
    tags: describeTags(new Set(described.map(({ tag }) => tagName(tag)))),
    paths,
    webhooks: webhooks(described),
    components: {
      schemas: schemas.components,
      securitySchemes: {
        manage_token: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token that came with a booking, a place on a waitlist or a draft',
        },
        staff: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'HS256, of a consultant or staff',
        },
        desk: {
          type: 'apiKey',
          in: 'cookie',
          name: deskCookie,
          description:
            'A session of the desk. Every write also carries X-CSRF-Token, which GET /api/staff/session tells.',
        },
        metrics_token: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN' },
      },
    },
  };
}

/** Serves the document of all routes, itself included. Made once: the routes do not change. */
export function openApiRoute(info: ApiInfo, routes: () => readonly Route[]): Route {
  let document: PreparedAnswer | undefined;
  return route(
    {
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This description',
      tag: 'operations',
      answers: { 200: { description: 'OpenAPI 3.1', body: z.record(z.string(), z.unknown()) } },
    },
    ({ c }) => {
      document ??= prepareJson(openApiDocument(info, routes()));
      return sendPrepared(c, document, { 'Cache-Control': 'public, max-age=300' });
    },
  );
}
