/** In the npm package each element's module brings this along. On a page with our script tag the loader does. */
import '../page/visit/visit.ts';
