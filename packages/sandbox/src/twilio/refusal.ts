/** A refusal in Twilio's words. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  answer(headers: Record<string, string> = {}): Response {
    const { code, message, status } = this;
    const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
    return Response.json(body, { status, headers });
  }
}

export const numberRefusals: Record<number, string> = {
  21211: "Invalid 'To' Phone Number",
  21610: 'Attempt to send to unsubscribed recipient',
};

/** The answer to a status that a fault asks for. */
export function refusalOfStatus(status: number): Refusal {
  if (status === 429) return new Refusal(429, 20429, 'Too Many Requests');
  if (status === 401) return new Refusal(401, 20003, 'Authenticate');
  return new Refusal(status, status < 500 ? 20001 : 20500, 'The request could not be completed');
}
