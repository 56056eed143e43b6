import { join } from 'node:path';
import ts from 'typescript';

const source = join(import.meta.dirname, '..', '..', 'src', 'page', 'neighbours', 'page-events.ts');

/** The details of each event for the page, as TypeScript that needs no other type. */
export type EventDetails = ReadonlyMap<string, string>;

let known: EventDetails | undefined;

/** Reads the interface `PageEvents`, with the lists of ids written out. */
export function eventDetails(): EventDetails {
  known ??= readDetails();
  return known;
}

function readDetails(): EventDetails {
  const program = ts.createProgram([source], {
    allowImportingTsExtensions: true,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(source);
  const declared = file?.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === 'PageEvents',
  );
  if (!declared) throw new Error(`${source} declares no interface PageEvents.`);
  const details = checker
    .getTypeAtLocation(declared)
    .getProperties()
    .map((event): [string, string] => [event.name, words(checker, checker.getTypeOfSymbol(event))]);
  return new Map(details);
}

/** A type in words that stand alone: `ServiceId` becomes the list of its ids. */
function words(checker: ts.TypeChecker, type: ts.Type): string {
  if (type.isUnion()) return type.types.map((each) => words(checker, each)).join(' | ');
  if (type.isStringLiteral()) return `'${type.value}'`;
  const properties = type.getProperties();
  const isObject = (type.flags & ts.TypeFlags.Object) !== 0;
  if (!isObject) return checker.typeToString(type);
  if (properties.length === 0) return 'Record<string, never>';
  const fields = properties.map((property) => {
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const value = words(checker, checker.getTypeOfSymbol(property));
    return `${property.name}${isOptional ? '?' : ''}: ${value}`;
  });
  return `{ ${fields.join('; ')} }`;
}
