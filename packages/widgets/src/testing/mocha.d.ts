/** Types for the part of Mocha that the browser tests use. Web Test Runner has Mocha without its types. */
type Act = () => void | Promise<void>;
declare function describe(name: string, body: () => void): void;
declare function it(name: string, body: Act): void;
declare function before(act: Act): void;
declare function after(act: Act): void;
declare function beforeEach(act: Act): void;
declare function afterEach(act: Act): void;
