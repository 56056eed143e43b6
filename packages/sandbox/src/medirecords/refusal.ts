export interface FieldError {
  parameter: string;
  value: unknown;
  message: string;
}

/** A refusal in MediRecords' shapes: `errors[]` for fields, `message` for the rest, never both. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

export function invalid(...errors: FieldError[]): Refusal {
  return new Refusal(400, { errors });
}

/** An unknown id is 400 where the real one was seen, not 404. */
export function unknownId(noun: string, id: string, status = 400): Refusal {
  return new Refusal(status, { message: `No ${noun} for id: ${id}` });
}

/** The body is not confirmed. */
export function accessDenied(): Refusal {
  return new Refusal(401, {
    error: 'access_denied',
    error_description: 'The token is not valid for this API',
  });
}

export function plainRefusal(status: number): Refusal {
  return status === 401 || status === 403
    ? new Refusal(status, accessDenied().body)
    : new Refusal(status, { message: status >= 500 ? 'Internal Server Error' : 'The request was refused' });
}
