import type { Json } from './named-schemas.ts';
import { type Described, documentPath, operationId, problems } from './operation.ts';
import { tagName } from './tags.ts';

/**
 * What vendors send to the server, by the name of the vendor. The addresses are under `paths`, too; here is what the sender
 * does and what it can expect.
 */
export function webhooks(described: readonly Described[]): Json {
  const received = described.filter(({ kind }) => kind === 'webhook');
  return Object.fromEntries(
    received.map((description) => {
      const { summary, answers: expected } = description;
      const id = operationId(description);
      return [
        documentPath(description).replace(/^\/api\/webhooks\/|[{}]/g, ''),
        {
          post: {
            operationId: `${id}Event`,
            summary,
            description: `${description.description ?? `${summary}.`} The sender repeats an event that was not answered with 2xx.`,
            tags: [tagName(description.tag)],
            requestBody: {
              required: true,
              description: 'The event, as the vendor describes it; 256 KB at most',
              content: { 'application/json': { schema: { type: 'object' }, example: {} } },
            },
            security: [],
            responses: {
              ...Object.fromEntries(
                Object.entries(expected).map(([status, answer]) => [
                  status,
                  { description: answer.description },
                ]),
              ),
              ...problems(description),
            },
          },
        },
      ];
    }),
  );
}
