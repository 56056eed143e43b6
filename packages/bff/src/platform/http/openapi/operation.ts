import { type ProblemCode, problemStatus } from '@botaniqal/shared/contracts/problem.ts';
import { type Route, usualBodyBytes } from '../route.ts';
import { exampleOf } from './examples.ts';
import type { Json, NamedSchemas, SchemaUse } from './named-schemas.ts';
import { earlierKey, idempotencyKey, parameters } from './parameters.ts';
import { tagName } from './tags.ts';

export type Described = Route['description'];

/** The problems that every API route may answer. */
const always: readonly ProblemCode[] = ['too_many_requests', 'internal_error', 'service_unavailable'];

export const documentPath = ({ path }: Described) => path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');

const isJson = ({ contentType = 'application/json' }: Described['answers'][number]) =>
  contentType === 'application/json';

/** The schemas of a route's bodies. */
export function schemaUses(description: Described): SchemaUse[] {
  const body = description.describedBody ?? description.body;
  const id = operationId(description);
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  return [
    ...(body ? [{ schema: body, direction: 'input' as const, name: `${name}Request` }] : []),
    ...Object.entries(description.answers).flatMap(([status, answer]) =>
      answer.body && isJson(answer)
        ? [{ schema: answer.body, direction: 'output' as const, name: `${name}Answer${status}` }]
        : [],
    ),
  ];
}

export function operation(description: Described, schemas: NamedSchemas): Json {
  const { method, summary, tag, security } = description;
  const body = description.describedBody ?? description.body;
  return {
    operationId: operationId(description),
    summary,
    description: description.description ?? `${summary}.`,
    tags: [tagName(tag)],
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
            content: { 'application/json': json(schemas.reference(body, 'input'), schemas) },
          },
        }
      : {}),
    // Said for each route, also where it is nothing: a reader need not look for a default.
    security: security ? schemesOf(security).map((scheme) => ({ [scheme]: [] })) : [],
    responses: { ...answers(description, schemas), ...problems(description) },
  };
}

/** A body of JSON: its schema by name, and an example. */
function json(schema: Json, { components }: NamedSchemas): Json {
  return { schema, example: exampleOf(schema, components) };
}

/** Either of the schemes is enough. */
function schemesOf(security: NonNullable<Described['security']>): string[] {
  return security === 'staff' ? ['staff', 'desk'] : [security];
}

function answers(description: Described, schemas: NamedSchemas): Json {
  return Object.fromEntries(
    Object.entries(description.answers).map(([status, answer]) => {
      const type = answer.contentType;
      const content =
        answer.body && isJson(answer)
          ? { 'application/json': json(schemas.reference(answer.body, 'output'), schemas) }
          : type && { [type]: { schema: { type: 'string' } } };
      return [status, { description: answer.description, ...(content ? { content } : {}) }];
    }),
  );
}

/** Grouped by status, as several codes share one. */
export function problems(description: Described): Json {
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

/** `GET /api/bookings/:bookingId` is `getBookingsByBookingId`. */
export function operationId({ method, path }: Described): string {
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
