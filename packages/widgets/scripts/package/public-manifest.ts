import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formIds, serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { elementTags } from '../../src/element-tags.ts';
import { eventDetails } from './event-details.ts';
import type { Attribute, Declaration, Described, Manifest, Member } from './manifest.ts';

const tokens = join(import.meta.dirname, '..', '..', 'src', 'styles', 'tokens.ts');

/** What an attribute of this name takes, in each element that has it. */
const attributeValues: Readonly<Record<string, readonly (string | number)[]>> = {
  form: formIds,
  'heading-level': [1, 2, 3, 4],
  service: serviceIds,
  visit: visitKinds,
};

/**
 * Leaves in the manifest what a page can use: the elements that it can place, without `@internal`, and of them the
 * attributes, events, parts and properties. Adds the values of attributes, the details of events and the tokens.
 */
export const publicManifest = {
  name: 'public-manifest',
  packageLinkPhase({ customElementsManifest }: { customElementsManifest: Manifest }): void {
    const placed = new Set<string>(elementTags);
    const isPlaced = ({ tagName }: Declaration) => tagName !== undefined && placed.has(tagName);
    customElementsManifest.modules = customElementsManifest.modules
      .filter(({ declarations = [] }) => declarations.some(isPlaced))
      .map(({ kind, declarations = [] }) => {
        const [element] = declarations.filter(isPlaced).map(publicDeclaration);
        if (!element?.tagName) throw new Error('A module of the manifest has no element.');
        const path = `dist/package/${element.tagName.slice('bq-'.length)}.js`;
        const declaration = { name: element.name, module: path };
        return {
          kind,
          path,
          declarations: [element],
          exports: [{ kind: 'custom-element-definition', name: element.tagName, declaration }],
        };
      });
  },
};

function publicDeclaration(declaration: Declaration): Declaration {
  const members = (declaration.members ?? []).filter(isPublic);
  const fields = new Map(members.map((member) => [member.name, member]));
  const attributes = (declaration.attributes ?? []).flatMap(({ inheritedFrom: _, ...attribute }) => {
    const field = fields.get(attribute.fieldName ?? attribute.name);
    // The analyzer drops the comment of what is `@internal`.
    return field?.description ? [publicAttribute(attribute, field)] : [];
  });
  const byField = new Map(attributes.map((attribute) => [attribute.fieldName, attribute]));
  const { parsedType: _, ...rest } = declaration as Declaration & { parsedType?: unknown };
  return {
    ...rest,
    description: oneLine(declaration.description),
    superclass: { name: 'LitElement', package: 'lit' },
    attributes,
    members: members
      // What a page can write, it can write as an attribute. All else is between our own elements.
      .filter(({ kind, name }) => kind === 'method' || byField.has(name))
      .map(({ inheritedFrom: _, ...member }) => {
        const { type } = byField.get(member.name) ?? member;
        return { ...member, description: oneLine(member.description), ...(type && { type }) };
      }),
    events: (declaration.events ?? []).filter(({ name }) => eventDetails().has(name)).map(publicEvent),
    slots: listed(declaration.slots),
    cssParts: listed(declaration.cssParts),
    cssProperties: publicTokens(),
  };
}

function isPublic({ kind, privacy, static: isStatic, inheritedFrom, description }: Member): boolean {
  if (isStatic || (privacy ?? 'public') !== 'public') return false;
  return kind === 'field' || (inheritedFrom === undefined && description !== undefined);
}

function publicAttribute(attribute: Attribute, field: Member): Attribute {
  const values = attributeValues[attribute.name];
  const type = values?.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(' | ');
  const { default: value = field.default, description = field.description, ...rest } = attribute;
  return {
    ...rest,
    fieldName: rest.fieldName ?? rest.name,
    description: oneLine(description),
    type: { text: type ?? rest.type?.text ?? 'string' },
    ...(value === undefined || value === "''" ? {} : { default: value }),
  };
}

function publicEvent(event: Described): Described {
  const details = eventDetails().get(event.name) ?? 'unknown';
  return { ...event, description: oneLine(event.description), type: { text: `CustomEvent<${details}>` } };
}

const listed = (entries: readonly Described[] = []): Described[] =>
  entries.map((entry) => ({ ...entry, description: oneLine(entry.description) }));

const oneLine = (text = '') => text.replace(/\s+/g, ' ').trim();

/** Each element takes the same tokens. Their list is the comment of `tokens.ts`. */
function publicTokens(): Described[] {
  const text = readFileSync(tokens, 'utf8');
  const found = [...text.matchAll(/^ \* @cssprop \[?(?<name>--bq-[\w-]+)\]? - (?<description>.+)$/gm)];
  if (found.length === 0) throw new Error(`${tokens} describes no token: has its comment changed?`);
  return found.map(({ groups }) => ({
    name: groups?.name ?? '',
    description: groups?.description ?? '',
  }));
}
