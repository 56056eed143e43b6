/** The most items of one batch. */
const mostItems = 500;

/**
 * Writes items in batches: what arrives while a batch is being written goes into the next one. A single item is written at
 * once, and a burst costs few writes. Each call settles with its own batch.
 */
export function batches<Item>(
  write: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let entries: { item: Item; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (entries.length > 0) {
      const batch = entries.slice(0, mostItems);
      entries = entries.slice(mostItems);
      try {
        await write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      entries.push({ item, resolve, reject });
      if (!isWriting) void writeAll();
    });
}
