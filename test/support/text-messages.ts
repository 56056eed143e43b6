import type { Stack } from './stack.ts';

interface HeldText {
  to: string;
  from: string;
  body: string;
  direction: string;
  status: string;
}

/** The text messages that a number has got, oldest first. @param phone `04…` */
export async function textsTo(stack: Stack, phone: string): Promise<HeldText[]> {
  const { messages } = (await stack.sandbox.state('twilio')) as { messages: HeldText[] };
  const number = numberOf(phone);
  return messages.filter(({ to, direction }) => direction !== 'inbound' && to === number);
}

/** The patient answers a text message. */
export async function writeAs(stack: Stack, phone: string, body: string): Promise<void> {
  await stack.sandbox.act('twilio', 'reply', { from: numberOf(phone), body });
}

const numberOf = (phone: string) => `+61${phone.replaceAll(' ', '').slice(1)}`;
