/** A range that names something on this disk or of this workspace: nothing that is downloaded. */
export function isLocal(range: string): boolean {
  return /^(?:workspace|file|link|portal|catalog):|^[./~]/.test(range) && !/^~\d/.test(range);
}

/**
 * Whether something may load a package by what it is called, without a place that names it in full: plugins and presets
 * of tools, what a framework or a compiler puts into the code that it makes, drivers that a library picks by a setting.
 */
export function isLoadedByConvention(name: string): boolean {
  if (byName.has(name)) return true;
  return tool.test(name) || part.test(name);
}

/** Tools that load their parts by name, and the parts. */
const tool =
  /^@?(?:angular|ava|babel|biome|biomejs|bundl|c8|capacitor|changesets|commitlint|cucumber|cypress|docusaurus|electron|esbuild|eslint|expo|gatsby|grunt|gulp|hapi|ionic|jest|karma|lerna|lint-staged|mocha|nestjs|next|nrwl|nuxt|nx|nyc|parcel|playwright|postcss|prettier|puppeteer|react-native|release-it|remix-run|remark|rehype|rollup|semantic-release|sass|stryker-mutator|storybook|stylelint|svelte|sveltejs|swc|tailwindcss|tap|textlint|tsconfig|ts|turbo|typescript|unplugin|vite|vitejs|vitest|vue|vuepress|webpack|xo)(?:[-/.]|js$|$)/;

/** What is a part of something by its own name. */
const part =
  /(?:^|[-/])(?:adapter|addon|cli|config|dialect|driver|engine|env|environment|extension|formatter|linter|loader|plugin|polyfill|preset|register|reporter|resolver|runtime|serializer|shim|sourcemap|theme|transform|transformer|types|wasm)s?(?:[-/]|$)/;

const byName: ReadonlySet<string> = new Set([
  // Put into code by compilers, or loaded for every file.
  'core-js',
  'core-js-pure',
  'tslib',
  'zone.js',
  'react',
  'react-dom',
  'preact',
  'solid-js',
  'source-map-support',
  'autoprefixer',
  'cssnano',
  'husky',
  'less',
  'node-sass',
  'stylus',
  'pug',
  'nodemon',
  'npm',
  'pnpm',
  'yarn',
  'node',
  // Picked by a setting or by what is installed, without a peer dependency that says so.
  'better-sqlite3',
  'bufferutil',
  'canvas',
  'encoding',
  'fsevents',
  'ioredis',
  'jsdom',
  'happy-dom',
  'mysql',
  'mysql2',
  'oracledb',
  'pg',
  'pg-native',
  'pino-pretty',
  'redis',
  'sharp',
  'sqlite3',
  'supports-color',
  'tedious',
  'utf-8-validate',
]);
