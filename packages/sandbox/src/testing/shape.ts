/** How a JSON value differs in shape from a recorded sample: sentences, none when it does not. */
export function differences(actual: unknown, sample: unknown, at = ''): string[] {
  // A sample's null says nothing about the type, and a field that is null now may have a value there.
  if (sample === null || actual === null) return [];
  if (Array.isArray(sample)) {
    if (!Array.isArray(actual)) return [`${at} should be a list`];
    const [first] = sample;
    return first === undefined ? [] : actual.flatMap((item) => differences(item, first, `${at}[]`));
  }
  if (isObject(sample)) {
    if (!isObject(actual)) return [`${at} should be an object`];
    return keyDifferences(actual, sample, at);
  }
  return typeof actual === typeof sample
    ? []
    : [`${at} is a ${typeof actual}, the sample's is a ${typeof sample}`];
}

function keyDifferences(
  actual: Record<string, unknown>,
  sample: Record<string, unknown>,
  at: string,
): string[] {
  // `settings` of a Zoom meeting is an open object.
  const open = Object.keys(sample).length === 0;
  return [
    ...Object.keys(sample)
      .filter((key) => !(key in actual))
      .map((key) => `${at}.${key} is missing`),
    ...Object.keys(actual)
      .filter((key) => !open && !(key in sample))
      .map((key) => `${at}.${key} is not in the sample`),
    ...Object.keys(sample)
      .filter((key) => key in actual)
      .flatMap((key) => differences(actual[key], sample[key], `${at}.${key}`)),
  ];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
