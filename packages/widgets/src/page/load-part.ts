/** Milliseconds before the only repetition, as in the loader. */
const pause = 1_000;

/** Loads the code of a part when it is needed. Tries once more, because a line can break for a moment. */
export function loadPart<T>(part: () => Promise<T>): Promise<T> {
  return part().catch(() => new Promise((resolve) => setTimeout(resolve, pause)).then(part));
}
