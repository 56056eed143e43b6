import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import type { z } from 'zod';

/**
 * What is wrong with each field, so that a person can mend it: `{ path: 'patient.email', code: 'required',
 * message: 'must be given' }`. Messages say what would be right and never repeat what was sent.
 * Parse with `reportInput: true`, or a missing field cannot be told from one of a wrong kind.
 */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => issueProblems(issue, []));
}

function issueProblems(issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): FieldProblem[] {
  const path = [...parent, ...issue.path].map(String).join('.');
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? [{ path, code: 'required', message: 'must be given' }]
        : [
            {
              path,
              code: 'wrong_type',
              message: ownWords(issue) ?? typeMessages[issue.expected] ?? 'is of the wrong kind',
            },
          ];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [path, key].filter(Boolean).join('.'),
        code: 'unknown_field',
        message: 'is not known here',
      }));
    case 'too_small':
      return [{ path, code: 'too_small', message: ownWords(issue) ?? smallMessage(issue) }];
    case 'too_big':
      return [{ path, code: 'too_big', message: ownWords(issue) ?? bigMessage(issue) }];
    case 'invalid_value':
      return issue.input === undefined
        ? [{ path, code: 'required', message: ownWords(issue) ?? 'must be given' }]
        : [
            {
              path,
              code: 'not_allowed',
              message: ownWords(issue) ?? `must be one of ${issue.values.join(', ')}`,
            },
          ];
    case 'invalid_union': {
      const nested = issue.errors[0];
      if (!nested || nested.length === 0) return [{ path, code: 'invalid', message: 'is not valid' }];
      return nested.flatMap((inner) => issueProblems(inner, [...parent, ...issue.path]));
    }
    default:
      return [
        {
          path,
          code: issue.code === 'custom' ? 'invalid' : issue.code,
          message: ownWords(issue) ?? 'is not valid',
        },
      ];
  }
}

const typeMessages: Record<string, string> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
  null: 'must be null',
};

/** The schema's own message; zod's built-in ones start with these words and speak of types, not of people's input. */
function ownWords(issue: z.core.$ZodIssue): string | undefined {
  return /^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message) ? undefined : issue.message;
}

function smallMessage(issue: z.core.$ZodIssueTooSmall): string {
  if (issue.origin === 'string')
    return issue.minimum === 1 ? 'must not be empty' : `must have at least ${issue.minimum} characters`;
  if (issue.origin === 'array')
    return issue.minimum === 1 ? 'must not be empty' : `must have at least ${issue.minimum} entries`;
  return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
}

function bigMessage(issue: z.core.$ZodIssueTooBig): string {
  if (issue.origin === 'string') return `must have ${issue.maximum} characters at most`;
  if (issue.origin === 'array') return `must have ${issue.maximum} entries at most`;
  return `must be ${issue.inclusive ? `${issue.maximum} at most` : `less than ${issue.maximum}`}`;
}
