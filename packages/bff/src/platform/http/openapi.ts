import { type ProblemCode, problem, problemStatus } from '@botaniqal/shared/contracts/problem.ts';
import { z } from 'zod';
import { sessionCookie } from '../staff-auth/session-cookie.ts';
import { type PreparedAnswer, prepareJson, sendPrepared } from './answers/prepared-answer.ts';
import { type Route, route, usualBodyBytes } from './route.ts';

type Json = Record<string, unknown>;

export interface ApiInfo {
  title: string;
  version: string;
  description: string;
  /** The origin that the paths belong to. */
  url: string;
}

/** The problems that every API route may answer. */
const always: readonly ProblemCode[] = ['too_many_requests', 'internal_error', 'service_unavailable'];

/** The OpenAPI 3.1 document of the routes, made from the schemas that validate them. */
function openApiDocument(info: ApiInfo, routes: readonly Route[]): Json {
  const { name: deskCookie } = sessionCookie(info.url);
  const paths: Record<string, Json> = {};
  for (const { description } of routes) {
    if (description.kind === 'page') continue;
    const path = description.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
    paths[path] = { ...paths[path], [description.method]: operation(description) };
  }
  return {
    openapi: '3.1.0',
    info: { title: info.title, version: info.version, description: info.description },
    servers: [{ url: info.url }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
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

function operation(description: Route['description']): Json {
  const { method, summary, tag, security } = description;
  const body = description.describedBody ?? description.body;
  return {
    operationId: operationId(method, description.path),
    summary,
    ...(description.description ? { description: description.description } : {}),
    tags: [tag],
    parameters: [
      ...parameters(description.params, 'path'),
      ...parameters(description.query, 'query'),
      ...(method === 'post' && description.kind !== 'webhook' ? [idempotencyKey] : []),
      ...(description.takesKey ? [earlierKey] : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: description.bodyMayBeEmpty !== true,
            description: `${(description.maxBodyBytes ?? usualBodyBytes) / 1024} KB at most`,
            content: { 'application/json': { schema: jsonSchema(body, 'input') } },
          },
        }
      : {}),
    ...(security ? { security: schemesOf(security).map((scheme) => ({ [scheme]: [] })) } : {}),
    responses: { ...answers(description), ...problems(description) },
  };
}

/** Either of the schemes is enough. */
function schemesOf(security: NonNullable<Route['description']['security']>): string[] {
  return security === 'staff' ? ['staff', 'desk'] : [security];
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same body answers the same, for a day; with another body it is refused. Use a new random one for each intent.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const earlierKey = {
  ...idempotencyKey,
  required: true,
  description: 'The random key of the earlier request.',
};

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof property.description === 'string' ? { description: property.description } : {}),
    schema: property,
  }));
}

function answers(description: Route['description']): Json {
  return Object.fromEntries(
    Object.entries(description.answers).map(([status, answer]) => [
      status,
      {
        description: answer.description,
        ...(answer.body
          ? { content: { 'application/json': { schema: jsonSchema(answer.body, 'output') } } }
          : {}),
        ...(answer.contentType ? { content: { [answer.contentType]: { schema: { type: 'string' } } } } : {}),
      },
    ]),
  );
}

/** Grouped by status, as several codes share one. */
function problems(description: Route['description']): Json {
  const byStatus = new Map<number, Set<string>>();
  const add = (status: number, code: string) =>
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  for (const code of [
    ...(description.problems ?? []),
    ...(description.kind === 'operations' ? [] : always),
  ]) {
    add(problemStatus[code], code);
  }
  if (description.query) add(400, 'invalid_request');
  if (description.params) add(404, 'not_found');
  if (description.security) add(401, 'unauthorized');
  if (description.body) {
    add(400, 'malformed_request');
    add(415, 'unsupported_media_type');
    add(422, 'invalid_request');
  }
  if (description.method === 'post') {
    add(403, 'origin_not_allowed');
    add(413, 'payload_too_large');
    if (description.kind !== 'webhook') {
      add(409, 'request_in_progress');
      add(422, 'idempotency_key_reused');
    }
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: `Problem: ${[...codes].join(', ')}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/** `GET /api/bookings/:bookingId` is `getBookingsByBookingId`. */
function operationId(method: string, path: string): string {
  const words = path
    .replace(/^\/api\//, '/')
    .split(/[/.-]/)
    .filter(Boolean)
    .map((part) => (part.startsWith(':') ? `By${capital(part.slice(1))}` : capital(part)));
  return `${method}${words.join('')}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
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
      answers: { 200: { description: 'OpenAPI 3.1', contentType: 'application/json' } },
    },
    ({ c }) => {
      document ??= prepareJson(openApiDocument(info, routes()));
      return sendPrepared(c, document, { 'Cache-Control': 'public, max-age=300' });
    },
  );
}
