import { z } from 'zod';
import { contractSchemas } from './contract-schemas.ts';

export type Json = Record<string, unknown>;
export type Direction = 'input' | 'output';

const place = '#/components/schemas/';

/** One use of a schema: as the body of a request or of an answer. */
export interface SchemaUse {
  readonly schema: z.ZodType;
  readonly direction: Direction;
  /** The name of a schema that no contract names, such as `PostBookingsRequest`. */
  readonly name: string;
}

/** The schemas of the document, each once and by name. */
export interface NamedSchemas {
  readonly components: Readonly<Record<string, Json>>;
  reference(schema: z.ZodType, direction: Direction): { readonly $ref: string };
}

/**
 * Names each schema that a route uses, and the contracts inside it. A schema that takes more than it gives (a field with a
 * default can be left out) is there twice when both are used: `Attribution` and `AttributionInput`.
 */
export function nameSchemas(uses: readonly SchemaUse[]): NamedSchemas {
  const names = new Map<z.ZodType, string>();
  const registry = z.registry<{ id: string }>();
  const add = (schema: z.ZodType, id: string) => {
    if (names.has(schema)) return;
    names.set(schema, id);
    registry.add(schema, { id });
  };
  for (const [id, schema] of contractSchemas()) add(schema, id);
  for (const { schema, name } of uses) add(schema, name);
  const all = { input: jsonSchemas(registry, 'input'), output: jsonSchemas(registry, 'output') };

  const used = (direction: Direction) =>
    reachable(
      all[direction],
      uses.filter((use) => use.direction === direction).map(({ schema }) => names.get(schema) ?? ''),
    );
  const [taken, given] = [used('input'), used('output')];
  const differs = differing(all.input, all.output);
  const inputName = (id: string) => (differs.has(id) && given.has(id) ? `${id}Input` : id);

  const components = new Map<string, Json>();
  for (const id of given) components.set(id, all.output[id] ?? {});
  for (const id of taken) components.set(inputName(id), renamed(all.input[id] ?? {}, inputName));
  return {
    components: Object.fromEntries([...components].sort(([a], [b]) => a.localeCompare(b))),
    reference(schema, direction) {
      const id = names.get(schema);
      if (!id) throw new Error('A schema of a route was not collected for the OpenAPI document.');
      return { $ref: place + (direction === 'input' ? inputName(id) : id) };
    },
  };
}

/** A schema with everything in it, for parameters. */
export function inlineSchema(schema: z.ZodType, io: Direction): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function jsonSchemas(registry: z.core.$ZodRegistry<{ id: string }>, io: Direction): Record<string, Json> {
  const { schemas } = z.toJSONSchema(registry, { io, unrepresentable: 'any', uri: (id) => place + id });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const { $schema: _dialect, $id: _address, id: _id, ...rest } = schema as Json;
      return [id, rest];
    }),
  );
}

/** The names of the schemas that a schema refers to itself. */
function referred(schema: Json | undefined): string[] {
  return [...JSON.stringify(schema ?? {}).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, id = '']) => id,
  );
}

function reachable(schemas: Record<string, Json>, roots: readonly string[]): Set<string> {
  const found = new Set(roots);
  // A set can grow while it is read.
  for (const id of found) for (const inner of referred(schemas[id])) found.add(inner);
  return found;
}

/** The schemas of which both directions are not the same, and those that hold one. */
function differing(input: Record<string, Json>, output: Record<string, Json>): Set<string> {
  const ids = Object.keys(input);
  const found = new Set(ids.filter((id) => JSON.stringify(input[id]) !== JSON.stringify(output[id])));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const id of ids) if (referred(input[id]).some((inner) => found.has(inner))) found.add(id);
  }
  return found;
}

function renamed(schema: Json, name: (id: string) => string): Json {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? place + name(value.slice(place.length)) : value,
  ) as Json;
}
