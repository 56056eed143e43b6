import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import { Problem } from '../problem.ts';
import { StartRefusal } from '../start-refusal.ts';
import { UpstreamError } from '../upstream-error.ts';

export interface ErrorDescription {
  name: string;
  message?: string;
  code?: string;
  constraint?: string;
  /** Where it was thrown: frames only. */
  at?: string[];
  cause?: ErrorDescription;
}

/**
 * An error as it may stand in a log. The message is kept only where it is known to hold no data: our own
 * errors, and the system's (ECONNREFUSED …). A database's or a parser's message quotes what it was given
 * (`DrizzleQueryError` lists the parameters, `JSON.parse` a piece of the text), so those keep name, code and place.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!isError(error)) return { name: typeof error };
  const description: ErrorDescription = { name: error.name ?? nameInStack(error.stack) };
  const code = textProperty(error, 'code');
  if (code !== undefined) description.code = code;
  const constraint = textProperty(error, 'constraint');
  if (constraint !== undefined) description.constraint = constraint;
  if (isOurs(error) || isSystemError(error, code)) description.message = cutText(error.message, 300);
  const at = frames(error);
  if (at.length > 0) description.at = at;
  if (error.cause !== undefined && depth < 3) description.cause = describeError(error.cause, depth + 1);
  return description;
}

interface ErrorLike {
  name?: string;
  message: string;
  stack?: string;
  cause?: unknown;
}

/** An error, or a copy of its parts as pg-boss reports them: no instance, and without the name. */
function isError(error: unknown): error is ErrorLike {
  if (error instanceof Error) return true;
  if (typeof error !== 'object' || error === null) return false;
  return 'message' in error && typeof error.message === 'string' && 'stack' in error;
}

function nameInStack(stack: string | undefined): string {
  return /^[A-Za-z]\w*/.exec(stack ?? '')?.[0] ?? 'Error';
}

function isOurs(error: ErrorLike): boolean {
  return error instanceof Problem || error instanceof UpstreamError || error instanceof StartRefusal;
}

function isSystemError(error: ErrorLike, code: string | undefined): boolean {
  return code !== undefined && /^E[A-Z]+$/.test(code) && 'syscall' in error;
}

function frames(error: ErrorLike): string[] {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at ') && !line.includes('node:internal'))
    .slice(0, 6);
}

/** A property that some error classes carry beside the standard ones. */
function textProperty(error: ErrorLike, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}
