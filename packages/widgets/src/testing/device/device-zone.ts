const { resolvedOptions } = Intl.DateTimeFormat.prototype;
const realZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Makes the page believe that its device is in another zone. `Date` itself keeps the real one.
 * @returns undoes it
 */
export function placeDeviceIn(timeZone: string): () => void {
  Intl.DateTimeFormat.prototype.resolvedOptions = function (this: Intl.DateTimeFormat) {
    const options = resolvedOptions.call(this);
    return options.timeZone === realZone ? { ...options, timeZone } : options;
  };
  return () => {
    Intl.DateTimeFormat.prototype.resolvedOptions = resolvedOptions;
  };
}
