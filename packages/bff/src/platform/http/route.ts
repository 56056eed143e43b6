import type { FieldProblem, ProblemCode } from '@botaniqal/shared/contracts/problem.ts';
import type { z } from 'zod';
import type { Log } from '../observability/log.ts';
import { mostFindings, Problem } from '../problem.ts';
import { textProblems } from './answers/plain-text.ts';
import type { ReadyAnswer } from './answers/prepared-answer.ts';
import type { AppContext } from './app-env.ts';
import { hasTooManyValues } from './requests/count-values.ts';
import { fieldProblems } from './requests/field-problems.ts';

type Method = 'get' | 'post' | 'delete';

/** The outside contract refuses every larger body. */
export const maxBodyBytes = 256 * 1024;
/**
 * The largest body of a route that says nothing else: a whole form with every field as long as it may be, in a script of
 * three bytes a character. Up to here a field that is too long is named; a larger body is refused as a whole.
 */
export const usualBodyBytes = 128 * 1024;

/** One answer of a route, for the OpenAPI document. */
interface AnswerDescription {
  description: string;
  /** Left out: an answer without a JSON body. */
  body?: z.ZodType;
  /** Where the answer is not JSON. */
  contentType?: string;
}

/** Everything about a route but what it does: from here come its validation and its place in the OpenAPI document. */
export interface RouteDescription<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  method: Method;
  /** With `:name` for a parameter: `/api/bookings/:bookingId`. */
  path: string;
  /** One line, in the imperative: "Book a free consultation". */
  summary: string;
  description?: string;
  /** The noun it belongs to, for grouping. */
  tag: string;
  params?: Params;
  query?: Query;
  /** The JSON body. Left out: none is read. */
  body?: Body;
  /** An empty body is read as `{}`: every field of it has a default, or may be left out. */
  bodyMayBeEmpty?: boolean;
  /** The largest body in bytes. Default: `usualBodyBytes`, which is enough for what a person types into a few fields. */
  maxBodyBytes?: number;
  /** A GET that reads the `Idempotency-Key` of an earlier request. A POST always takes one. */
  takesKey?: boolean;
  /** What the OpenAPI document says of the body, where the handler itself judges more of it. Default: `body`. */
  describedBody?: z.ZodType;
  /** `manage_token`: the opaque token of a booking; `staff`: a session of the desk, or a JWT. `desk`: a session only. The handler checks it. */
  security?: 'manage_token' | 'staff' | 'desk' | 'metrics_token';
  /** Asked before query and body are judged: who may not call at all is not told what would hold. It throws `Problem`. */
  admit?: (c: AppContext) => Promise<unknown>;
  answers: Record<number, AnswerDescription>;
  /** Problems that the handler itself may answer; those of validation and limits are added. */
  problems?: readonly ProblemCode[];
  /**
   * `page`: left out of the OpenAPI document. `webhook`: no answer is kept for an `Idempotency-Key`, because nothing may
   * be written before the handler has checked the signature; the inbox stores each event once. Default: `api`.
   */
  kind?: 'api' | 'page' | 'operations' | 'webhook';
}

/** What a handler is given: everything parsed. */
export interface RouteInput<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  requestId: string;
  log: Log;
  /**
   * Names this request among all that carried an `Idempotency-Key`, or `null`: a repeat after a crash finds its work by
   * it. The same key with another body, or after a day, has another hash.
   */
  idempotencyKeyHash: string | null;
  /** For headers and for building the answer (`c.json`, `c.body`). */
  c: AppContext;
}

/** A route ready to be served; its types are inside. */
export interface Route {
  readonly description: RouteDescription<z.ZodType, z.ZodType, z.ZodType>;
  handle(c: AppContext, idempotently: RunIdempotently): Promise<Response>;
  /**
   * The answer to a GET, when it exists already. A path with parameters has none.
   * @param target path and query as they were sent; no other part of the request may decide the answer
   */
  ready?: (target: string) => ReadyAnswer | undefined;
}

/** Runs a POST once per `Idempotency-Key`; without the header, runs it. */
export type RunIdempotently = (
  c: AppContext,
  bodyText: string,
  run: (keyHash: string | null) => Promise<Response>,
) => Promise<Response>;

/**
 * Declares a route: path, schemas, documentation and handler together.
 *
 * The handler validates nothing and catches nothing: it throws `Problem` for what it refuses.
 */
export function route<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(
  description: RouteDescription<Params, Query, Body>,
  handler: (
    input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Response | Promise<Response>,
): Route {
  const handle = async (c: AppContext, idempotently: RunIdempotently): Promise<Response> => {
    const params = parse(description.params, c.req.param(), pathDoesNotExist);
    await description.admit?.(c);
    const query = parse(description.query, singleValues(c.req.queries()), queryIsInvalid);
    const keepsAnswers = description.method === 'post' && description.kind !== 'webhook';
    const bodyText = keepsAnswers ? await c.req.text() : '';
    const isEmpty = description.bodyMayBeEmpty === true && bodyText.trim() === '';
    const body = !description.body
      ? nothing<Body>()
      : isEmpty
        ? parse(description.body, {}, bodyIsInvalid)
        : parseBody(description.body, c, bodyText);
    const run = async (idempotencyKeyHash: string | null) =>
      handler({
        params,
        query,
        body,
        requestId: c.get('requestId'),
        log: c.get('log'),
        idempotencyKeyHash,
        c,
      });
    return keepsAnswers ? idempotently(c, bodyText, run) : run(null);
  };
  return { description, handle };
}

type Refuse = (fields: FieldProblem[]) => Problem;

function parse<Schema extends z.ZodType>(
  schema: Schema | undefined,
  value: unknown,
  refuse: Refuse,
): z.output<Schema> {
  if (!schema) return nothing<Schema>();
  const unstorable = textProblems(value);
  if (unstorable.length > 0) throw refuse(unstorable);
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw refuse(fieldProblems(result.error).slice(0, mostFindings));
  return result.data;
}

function parseBody<Schema extends z.ZodType>(schema: Schema, c: AppContext, text: string): z.output<Schema> {
  const contentType = c.req.header('content-type') ?? '';
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType)) {
    throw new Problem(
      'unsupported_media_type',
      'The body must be JSON, sent with Content-Type: application/json.',
    );
  }
  return parse(schema, readJson(text), bodyIsInvalid);
}

function readJson(text: string): unknown {
  if (hasTooManyValues(text)) throw bodyIsInvalid([tooManyValues]);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('malformed_request', 'The body is not JSON.', { cause });
  }
}

/** Several values under one name stay a list, which no schema of ours accepts: it is refused, not guessed. */
function singleValues(queries: Record<string, string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

const tooManyValues = { path: '', code: 'too_big', message: 'holds more values than any request needs' };

const pathDoesNotExist: Refuse = () => new Problem('not_found', 'There is nothing at this address.');

const queryIsInvalid: Refuse = (fields) =>
  new Problem('invalid_request', `The query is invalid: ${list(fields)}.`, { status: 400, fields });

const bodyIsInvalid: Refuse = (fields) =>
  new Problem('invalid_request', `The request is invalid: ${list(fields)}.`, { fields });

function list(fields: readonly FieldProblem[]): string {
  return fields
    .slice(0, 5)
    .map(({ path, message }) => `${path || 'the body'} ${message}`)
    .join('; ');
}

/** What a route that declared no schema is given. Its type is `undefined` then (the default of `route`). */
function nothing<Schema extends z.ZodType>(): z.output<Schema> {
  return undefined as z.output<Schema>;
}
