import { isAlias, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { StartRefusal } from '../../platform/start-refusal.ts';
import type { Finding } from '../finding.ts';
import { checkClinic } from './checks/clinic-checks.ts';
import { type Clinic, clinicFile } from './clinic.ts';

/** Values that `${NAME:-default}` in the file may take. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads `clinic.yaml`.
 * @param fileName is named in a refusal: `clinic.yaml:12: …`
 * @throws StartRefusal with one line per problem, all of them at once
 */
export function readClinic(text: string, fileName: string, variables: Variables): Clinic {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const refuse = (problems: { line: number; sentence: string }[]): never => {
    const sorted = problems.toSorted((a, b) => a.line - b.line);
    throw new StartRefusal(sorted.map(({ line, sentence }) => `${fileName}:${line}: ${sentence}`).join('\n'));
  };

  if (document.errors.length > 0) {
    refuse(
      document.errors.map((error) => ({ line: lineAt(error.pos[0]), sentence: yamlSentence(error.message) })),
    );
  }
  const problems = substitute(document.contents, variables);
  if (problems.length > 0) {
    refuse(problems.map(({ offset, sentence }) => ({ line: lineAt(offset), sentence })));
  }

  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document.contents, path));
  const parsed = clinicFile.safeParse(document.toJS() ?? {}, { reportInput: true });
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.flatMap(shapeFindings).map((f) => ({ line: lineOf(f.path), sentence: f.sentence })),
    );
  }
  const findings = checkClinic(parsed.data);
  if (findings.length > 0) refuse(findings.map((f) => ({ line: lineOf(f.path), sentence: f.sentence })));
  return parsed.data;
}

/**
 * Puts variables into the scalars, in place. A value that was a variable is a text, as YAML's own rules for
 * `true` or `12` are not applied to it.
 */
function substitute(root: Node | null, variables: Variables) {
  const problems: { offset: number; sentence: string }[] = [];
  if (!root) return problems;
  visit(root, {
    Scalar(_key, node) {
      if (typeof node.value !== 'string' || !node.value.includes('${')) return;
      const problem = (sentence: string) => problems.push({ offset: node.range?.[0] ?? 0, sentence });
      const variable = /\$\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?\}/g;
      if (node.value.replace(variable, '').includes('${')) {
        problem(
          `a variable is written \${NAME} or \${NAME:-default}, its name in capitals, and with both braces.`,
        );
      }
      node.value = node.value.replace(variable, (_whole, name: string, fallback: string | undefined) => {
        const value = variables[name] || fallback;
        if (value === undefined) {
          problem(
            `the variable ${name} is not set, and has no default here: set it, or write \${${name}:-default}.`,
          );
        }
        return value ?? '';
      });
    },
  });
  return problems;
}

function shapeFindings(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const name = path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      sentence: `"${key}" is not known ${name ? `in ${name}` : 'here'}: check its spelling.`,
    }));
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ path, sentence: `${name} is missing.` }];
  }
  return [
    {
      path,
      sentence: `${name || 'the file'} ${issue.message.replace(/^Invalid input: expected/, 'must be')}.`,
    },
  ];
}

/** Where the value at a path starts; for a path that is not there, the deepest part of it that is. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: Node | null = root;
  let offset = root?.range?.[0] ?? 0;
  for (const part of path) {
    if (!node || isAlias(node) || isScalar(node)) break;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (!pair) break;
      // The key's own line: a value that is a list starts below it.
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = asNode(pair.value);
    } else {
      node = asNode('items' in node && Array.isArray(node.items) ? node.items[Number(part)] : null);
      if (node?.range) offset = node.range[0];
    }
  }
  return offset;
}

/** What a YAML collection holds is typed as unknown; from a parsed document it is a node or nothing. */
function asNode(value: unknown): Node | null {
  return value && typeof value === 'object' ? (value as Node) : null;
}

function yamlSentence(message: string): string {
  return `this is not YAML: ${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}.`;
}
