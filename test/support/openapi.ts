/** One method on one path of the description, with values that fit. */
export interface Operation {
  method: string;
  path: string;
  /** The path with its parameters filled in. */
  samplePath: string;
  query: { name: string; required: boolean }[];
  takesBody: boolean;
  /** A value that fits for every required parameter. */
  sampleQuery: Record<string, string>;
}

/** Values that fit, by the name of the parameter. */
const samples: Record<string, string> = {
  service: 'gaps_coaching',
  visit: 'followup',
  from: '2026-11-23',
  to: '2026-11-29',
  date: '2026-11-23',
  timeZone: 'Australia/Melbourne',
  formId: 'triage',
  name: 'winter',
};

interface Described {
  paths: Record<
    string,
    Record<string, { parameters?: { name: string; in: string; required?: boolean }[]; requestBody?: unknown }>
  >;
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** Every operation of an OpenAPI document. */
export function operationsOf(document: unknown): Operation[] {
  const { paths } = document as Described;
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, { parameters = [], requestBody }]) => {
        const query = parameters.filter((parameter) => parameter.in === 'query');
        return {
          method: method.toUpperCase(),
          path,
          samplePath: path.replace(
            /\{([^}]+)\}/g,
            (_, name: string) => samples[name] ?? '00000000-0000-4000-8000-000000000000',
          ),
          takesBody: requestBody !== undefined,
          query: query.map(({ name, required = false }) => ({ name, required })),
          sampleQuery: Object.fromEntries(
            query.filter(({ required }) => required).map(({ name }) => [name, samples[name] ?? '1']),
          ),
        };
      }),
  );
}
