/** One thing wrong with a request. */
export interface Detail {
  parameter?: string;
  message: string;
  code?: string;
}

/** A refusal in Calendly's words. Thrown anywhere below a route; one place turns it into the answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, title: string, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.body = { title, message, ...more };
  }
}

export function invalid(...details: Detail[]): Refusal {
  return new Refusal(400, 'Invalid Argument', 'The supplied parameters are invalid.', { details });
}

export function notFound(): Refusal {
  return new Refusal(404, 'Resource Not Found', 'The server could not find the requested resource.');
}

export function denied(message = 'You do not have permission'): Refusal {
  return new Refusal(403, 'Permission Denied', message);
}

export function unauthenticated(message: string): Refusal {
  return new Refusal(401, 'Unauthenticated', message);
}

export function insufficientScope(...scopes: string[]): Refusal {
  return new Refusal(
    403,
    'Insufficient scope',
    "This operation requires the scopes listed in the 'required_scopes' array.",
    { required_scopes: scopes },
  );
}

const titles: Record<number, [title: string, message: string]> = {
  400: ['Invalid Argument', 'The supplied parameters are invalid.'],
  401: ['Unauthenticated', 'The access token is invalid'],
  403: ['Permission Denied', 'You do not have permission'],
  404: ['Resource Not Found', 'The server could not find the requested resource.'],
  409: ['Already Exists', 'The resource already exists.'],
  424: ['External Calendar Error', 'There is a problem accessing your calendar.'],
  429: ['Too Many Requests', 'Rate limit exceeded.'],
};

/** The answer to a status that a fault asks for. */
export function plainRefusal(status: number): Refusal {
  const [title, message] = titles[status] ?? [
    'Internal Server Error',
    'The server encountered an unexpected condition that prevented it from fulfilling the request.',
  ];
  return new Refusal(status, title, message);
}
