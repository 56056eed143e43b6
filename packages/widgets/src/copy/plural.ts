/** `plural(1, 'time')` is "1 time", `plural(3, 'time')` is "3 times". All copy is English, so two forms are enough. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
