/** What the strictest page that we promise to work on sends with its HTML. */
const strictPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "require-trusted-types-for 'script'",
].join('; ');

/** Serves `/strict/<module path>`: an empty page under the strict policy that runs one module of ours. */
export function strictPage() {
  return function strictPageMiddleware(context, next) {
    if (!context.path.startsWith('/strict/')) return next();
    context.set('content-security-policy', strictPolicy);
    context.type = 'html';
    context.body = `<!doctype html><html lang="en"><title>Strict page</title><body><script type="module" src="/${context.path.slice('/strict/'.length)}"></script></body></html>`;
    return undefined;
  };
}
