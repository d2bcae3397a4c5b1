// The arrows of the house: events <- policy <- projections <- subgraphs <- gateway <- cli. A room
// imports only from the rooms to its left; vendors stay behind their fences; nothing goes round.
// Every rule here is shown to bite by test/house/arrows.test.ts.

const order = ['events', 'policy', 'projections', 'subgraphs', 'gateway', 'cli'];
const allRooms = [...order, 'interop', 'bench', 'test', 'web', 'scripts', 'bin'];
const inRooms = (rooms) => `^(${rooms.join('|')})/`;
const nodeModule = (names) => `(^|/)node_modules/(${names.join('|')})/`;
const pureEvents = { path: '^events/', pathNot: '^events/store/' };
const graphAndHttp = ['graphql', 'type-graphql', '@apollo', 'graphql-ws', 'ws', '@graphql-tools'];

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const roomArrows = order.map((room, index) =>
  forbid(
    `arrow-${room}`,
    `${room}/ may import only from: ${order.slice(0, index + 1).join(', ')}.`,
    { path: `^${room}/` },
    {
      path: inRooms(allRooms),
      pathNot: inRooms([...order.slice(0, index + 1), ...(room === 'cli' ? ['interop'] : [])]),
    },
  ),
);

module.exports = {
  forbidden: [
    ...roomArrows,
    forbid(
      'arrow-interop',
      'interop/ is a client of the graph: of our rooms it may import events/ only.',
      { path: '^interop/' },
      { path: inRooms(allRooms), pathNot: inRooms(['events', 'interop']) },
    ),
    forbid(
      'arrow-web',
      'web/ speaks only GraphQL: it imports nothing outside web/ and npm packages.',
      { path: '^web/' },
      { path: inRooms(allRooms), pathNot: '^web/' },
    ),
    forbid(
      'events-stay-pure',
      'events/ outside events/store/ imports nothing but events/, zod, uuid and double-metaphone.',
      pureEvents,
      { pathNot: ['^events/(?!store/)', nodeModule(['zod', 'uuid', 'double-metaphone'])] },
    ),
    forbid(
      'events-know-no-graph-or-http',
      'Nothing in events/ knows GraphQL or HTTP, its store adapters included.',
      { path: '^events/' },
      { path: [nodeModule(graphAndHttp), '^(node:)?https?2?$'] },
    ),
    forbid(
      'policy-stays-pure',
      'policy/ is pure functions and rows: no I/O, no store, no package but zod.',
      { path: '^policy/' },
      { pathNot: ['^policy/', '^events/(?!store/)', nodeModule(['zod'])] },
    ),
    forbid(
      'kurrentdb-behind-its-adapter',
      'Only events/store/eventstoredb/ knows the EventStoreDB client.',
      { path: inRooms([...order, 'interop']), pathNot: '^events/store/eventstoredb/' },
      { path: nodeModule(['@kurrent', '@eventstore']) },
    ),
    forbid(
      'sqlite-behind-its-adapters',
      'Only events/store/ and projections/database.ts know SQLite.',
      {
        path: inRooms([...order, 'interop']),
        pathNot: ['^events/store/', '^projections/database\\.ts$'],
      },
      { path: '^(node:)?sqlite$' },
    ),
    forbid(
      'redis-behind-its-adapter',
      'Only gateway/redis/ knows Redis.',
      { path: inRooms([...order, 'interop']), pathNot: '^gateway/redis/' },
      { path: nodeModule(['ioredis', 'redis']) },
    ),
    forbid(
      'sign-in-behind-its-fence',
      'Only gateway/signIn/ knows tokens and OpenID Connect; the provider only its local/.',
      { path: inRooms([...order, 'interop']), pathNot: '^gateway/signIn/' },
      { path: nodeModule(['jose', 'openid-client', 'oauth4webapi', 'oidc-provider']) },
    ),
    forbid(
      'nothing-goes-round',
      'Files that need each other when loading are one idea, or have one arrow too many.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'everything-resolves',
      'An import that leads nowhere is a mistake that only shows when the program runs.',
      {},
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|screenshots)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};
