/**
 * A page in one browser engine, with the few acts that every driver can do. Playwright cannot drive a stock Firefox or
 * WebKitGTK, so the journeys in three engines are written against this.
 */
export interface EnginePage {
  /** Opens an address; resolves when its document is loaded. */
  open(url: string): Promise<void>;
  /** Runs the source of a function in the page. @returns its result, which JSON can hold */
  evaluate<T>(source: string, ...values: readonly unknown[]): Promise<T>;
  /** Presses an element as a person does, with the mouse. @param source of a function that returns the element */
  press(source: string, ...values: readonly unknown[]): Promise<void>;
  /** Types with the keyboard into an element. @param source of a function that returns the element */
  type(text: string, source: string, ...values: readonly unknown[]): Promise<void>;
  /** A picture of what the window shows, as PNG. */
  picture(): Promise<Uint8Array>;
  /** Ends the browser. */
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Milliseconds that the page's clock is away from the machine's. */
  clockOffset: number;
  /** The zone that the device is set to. */
  timeZone: string;
  window: { width: number; height: number };
}

export interface Engine {
  name: 'Blink' | 'Gecko' | 'WebKit';
  start(options: EngineOptions): Promise<EnginePage>;
}
