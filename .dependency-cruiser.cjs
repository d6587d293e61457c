/** The page side of the detectors. */
const faces = '^src/detectors/((detector-face|marked-series|faces)|[^/]+/face)[.]ts$';
const test = '[.](test|oracle)[.]tsx?$|/testing/';
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['[.]worker[.]ts$', '^src/detector-page/main', '[.]d[.]ts$', 'tsconfig[.]json$'],
      },
      to: {},
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'maths only: no package, no other layer',
      from: { path: '^src/core', pathNot: test },
      to: { pathNot: '^src/core' },
    },
    {
      name: 'engine-sees-core',
      severity: 'error',
      from: { path: '^src/engine', pathNot: test },
      to: { pathNot: ['^src/(core|engine)', 'node_modules/@tensorflow/'] },
    },
    {
      name: 'face-sees-core',
      severity: 'error',
      comment: 'the page shows faces, and may reach neither the engine nor a body through them',
      from: { path: faces, pathNot: test },
      to: { pathNot: ['^src/core', faces] },
    },
    {
      name: 'body-sees-engine',
      severity: 'error',
      from: { path: '^src/detectors', pathNot: [faces, test] },
      to: { pathNot: ['^src/(core|engine|detectors)', 'node_modules/@tensorflow/'] },
    },
    {
      name: 'detectors-stand-alone',
      severity: 'error',
      comment: 'what two of them share belongs in the engine or in core',
      from: { path: '^src/detectors/([^/]+)/' },
      to: { path: '^src/detectors/[^/]+/', pathNot: '^src/detectors/$1/' },
    },
    {
      name: 'page-reaches-no-body',
      severity: 'error',
      from: { path: '^src/(state|ui|app)' },
      to: { path: '^src/detectors', pathNot: faces },
    },
    {
      name: 'contract-is-types',
      severity: 'error',
      comment: 'both realms read it, so it may cost neither',
      from: { path: '^src/worker/bridge/contract-[^/]*[.]ts$' },
      to: { pathNot: ['^src/core', '^src/worker/bridge/contract-[^/]*[.]ts$'] },
    },
    {
      name: 'client-never-loads-the-engine',
      severity: 'error',
      from: { path: '^src/worker/bridge/client[^/]*[.]ts$', pathNot: test },
      to: {
        pathNot: [
          '^src/core',
          '^src/worker/bridge/(contract-|client)[^/]*[.]ts$',
          '[.]worker[.]ts',
          'node_modules/comlink',
        ],
      },
    },
    {
      name: 'worker-has-one-door',
      severity: 'error',
      comment:
        'headless runs import datasets as the data worker does; the page of a detector decodes as it does; a bench reads packs as it does; archives are packed as for its tests',
      from: {
        pathNot:
          '^src/(worker|detector-page)|^bench/((experiment|data)/|fuzz/)|^e2e/(bad-inputs/|archives[.])',
      },
      to: { path: '^src/worker', pathNot: '^src/worker/bridge/(contract-|client)[^/]*[.]ts$' },
    },
    {
      name: 'state-has-no-view',
      severity: 'error',
      from: { path: '^src/state', pathNot: test },
      to: {
        pathNot: ['^src/(core|state|worker)', faces, 'node_modules/zustand/', 'node_modules/@zip[.]js/'],
      },
    },
    {
      name: 'ui-sees-state',
      severity: 'error',
      from: { path: '^src/ui', pathNot: test },
      to: { path: '^src/(engine|worker|app)' },
    },
    {
      name: 'comlink-stays-in-worker',
      severity: 'error',
      from: { pathNot: '^src/(worker|detector-page)' },
      to: { path: 'node_modules/comlink' },
    },
    {
      name: 'tf-stays-in-engine',
      severity: 'error',
      from: { pathNot: ['^src/(engine|detectors|worker)', '^src/detector-page/judge', '^bench'] },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'page-never-reaches-tf',
      severity: 'error',
      comment: 'tfjs must not enter the first bundle',
      from: { path: '^src/app/main' },
      to: { path: 'node_modules/@tensorflow/', reachable: true },
    },
    {
      name: 'oracles-are-for-tests',
      severity: 'error',
      from: { pathNot: test },
      to: { path: '[.]oracle[.]ts$' },
    },
    { name: 'tests-are-leaves', severity: 'error', from: {}, to: { path: '[.]test[.]tsx?$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
