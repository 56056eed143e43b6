/** The encodings that an answer can be sent in; `identity` is the plain one. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** The smallest first: of encodings that a client likes equally, it gets the first one. */
const ours: readonly Encoding[] = ['br', 'gzip', 'identity'];

/** Browsers send a handful of different headers. A stranger's thousands are not kept. */
const mostKept = 100;
const kept = new Map<string, Encoding>();

/** The encoding for a client, by its `Accept-Encoding` (RFC 9110 §12.5.3). Without the header: the plain answer. */
export function encodingFor(header: string | undefined): Encoding {
  if (header === undefined) return 'identity';
  let encoding = kept.get(header);
  if (!encoding) {
    encoding = best(header);
    if (kept.size < mostKept) kept.set(header, encoding);
  }
  return encoding;
}

function best(header: string): Encoding {
  const weights = new Map(
    header.split(',').map((entry) => {
      const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((part) => part.startsWith('q='))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight) || 0];
    }),
  );
  const others = weights.get('*');
  // The plain answer is acceptable until the client refuses it; a compressed one only when the client names it.
  const weightOf = (name: Encoding) => weights.get(name) ?? others ?? (name === 'identity' ? 1e-4 : 0);
  const acceptable = ours.filter((name) => weightOf(name) > 0);
  const [first] = acceptable.toSorted((a, b) => weightOf(b) - weightOf(a));
  if (first) return first;
  // The client refuses the plain answer and names no other. Every client reads gzip unless it says that it does not.
  return weights.get('gzip') === 0 || others === 0 ? 'identity' : 'gzip';
}
