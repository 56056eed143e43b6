/**
 * Does one thing after the other in this process. Two forms of one new person, filed at once, would make two records.
 * Another process may do the same at the same time: whoever makes a record looks again afterwards.
 */
export function createMutex(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(act, act);
    last = next.catch(() => undefined);
    return next;
  };
}
