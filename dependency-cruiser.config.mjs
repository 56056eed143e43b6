/**
 * Which way the arrows may point. Each rule says why, and what to do instead.
 * `pnpm check:arrows` holds them; plant a violation once when you change a rule, and see it caught.
 */
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no-circular',
      'Files that need each other are one file, or need a third that both use.',
      {},
      { circular: true },
    ),
    rule(
      'no-unresolvable',
      'The import resolves to nothing. Add the package to this package.json (version in the catalogue), or mend the path.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'shared-stands-alone',
      'shared is used by browser and server alike: it may import only itself and zod (in contracts).',
      { path: '^packages/shared/src', pathNot: '\\.test\\.ts$' },
      { pathNot: ['^packages/shared/src', 'node_modules/.*zod'] },
    ),
    rule(
      'no-zod-in-shared-code-that-runs-in-browsers',
      'A schema costs a patient 6 to 27 KB. Keep zod in shared/contracts; import types from there with `import type`.',
      { path: '^packages/shared/src', pathNot: ['^packages/shared/src/contracts', '\\.test\\.ts$'] },
      { path: 'node_modules/.*zod' },
    ),
    rule(
      'widgets-know-only-shared',
      'A widget may import lit, @lit/task and shared. Everything else is a kilobyte a patient pays for.',
      { path: '^packages/widgets/src', pathNot: ['\\.(test|mocks)\\.ts$', '^packages/widgets/src/testing'] },
      { pathNot: ['^packages/widgets/src', '^packages/shared/src', 'node_modules/.*(lit|@lit)'] },
    ),
    rule(
      'widgets-take-only-types-and-endpoints-from-contracts',
      'Contracts hold zod schemas. Use `import type`, or contracts/endpoints.ts.',
      { path: '^packages/widgets/src' },
      { path: '^packages/shared/src/contracts/(?!endpoints)', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'desk-uses-the-look-of-the-widgets',
      'The desk shares tokens, components and controllers with the widgets, so that both look and work the same; also how days and money are written, and the combined calendar, in which staff choose times. It has its own API client, words and journeys, because staff sign in and patients do not.',
      { path: '^packages/desk/src', pathNot: ['\\.test\\.ts$', '^packages/desk/src/testing'] },
      {
        pathNot: [
          '^packages/desk/src',
          '^packages/shared/src',
          '^packages/widgets/src/(components|controllers|styles)/',
          '^packages/widgets/src/copy/(dates|money)\\.ts$',
          '^packages/widgets/src/elements/combined-calendar/combined-calendar\\.ts$',
          'node_modules/.*(lit|@lit)',
        ],
      },
    ),
    rule(
      'desk-takes-only-types-and-endpoints-from-contracts',
      'Contracts hold zod schemas. Use `import type`, or contracts/endpoints.ts.',
      { path: '^packages/desk/src' },
      { path: '^packages/shared/src/contracts/(?!endpoints)', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'widgets-do-not-know-the-desk',
      'A page of the clinic never pays for the desk. Move what both need into packages/widgets.',
      { path: '^packages/(widgets|shared|bff|sandbox)/' },
      { path: '^packages/desk/' },
    ),
    rule(
      'components-never-fetch',
      'A component is a leaf: properties in, events out. Fetch in an element, pass the answer down.',
      { path: '^packages/widgets/src/components', pathNot: '\\.test\\.ts$' },
      { path: '^packages/widgets/src/(elements|api)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'sandbox-knows-no-adapter',
      'The sandbox plays a vendor by its contract. If it read our code, one misreading would be made twice: write what it needs into the sandbox.',
      { path: '^packages/sandbox/' },
      { path: '^packages/(?!sandbox/)' },
    ),
    rule(
      'platform-knows-nobody',
      'platform is used by all of the server; it may not know an upstream, a feature or the composition.',
      { path: '^packages/bff/src/platform', pathNot: '\\.test\\.ts$' },
      { path: '^packages/bff/src/(ports|upstreams|features|testing|compose|open-upstreams|main|config)' },
    ),
    rule(
      'upstreams-know-no-feature',
      'An upstream speaks to one vendor. Put what a feature needs into the port, and let the feature call it.',
      { path: '^packages/bff/src/upstreams', pathNot: '\\.test\\.ts$' },
      { path: '^packages/bff/src/(features|compose|open-upstreams|main|config)' },
    ),
    rule(
      'upstreams-know-no-other-upstream',
      'One folder, one vendor.',
      { path: '^packages/bff/src/upstreams/([^/]+)/', pathNot: '\\.test\\.ts$' },
      { path: '^packages/bff/src/upstreams/([^/]+)/', pathNot: '^packages/bff/src/upstreams/$1/' },
    ),
    rule(
      'features-meet-at-their-index',
      "Use another feature through its index.ts only; what is not exported there is that feature's own business.",
      { path: '^packages/bff/src/features/([^/]+)/' },
      {
        path: '^packages/bff/src/features/([^/]+)/(?!index\\.ts$)',
        pathNot: '^packages/bff/src/features/$1/',
      },
    ),
    rule(
      'features-see-ports-not-vendors',
      'A feature knows ports (bff/src/ports) in the words of the clinic. compose.ts joins them to a vendor.',
      { path: '^packages/bff/src/features', pathNot: '\\.test\\.ts$' },
      { path: '^packages/bff/src/upstreams' },
    ),
    rule(
      'ports-know-only-platform',
      'A port speaks the words of the clinic. It may not know the vendor that fills it or the feature that uses it.',
      { path: '^packages/bff/src/ports' },
      { path: '^packages/bff/src/(upstreams|features|testing|compose|open-upstreams|main|config)' },
    ),
    rule(
      'product-code-knows-no-test-code',
      'bff/src/testing holds fixtures and in-memory vendors. Only tests and benches may import it.',
      { path: '^packages/bff/src', pathNot: ['\\.test\\.ts$', '^packages/bff/src/testing'] },
      { path: '^packages/bff/src/testing' },
    ),
    rule(
      'only-compose-composes',
      'compose.ts and main.ts join the parts; nothing inside may reach back for them.',
      { path: '^packages/bff/src/(features|upstreams|platform|config)', pathNot: '\\.test\\.ts$' },
      { path: '^packages/bff/src/(compose|compose-bookings|shared-parts|open-upstreams|main)\\.ts$' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.artifacts)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'packages/widgets/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
