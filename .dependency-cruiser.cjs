const { readdirSync } = require("node:fs");

// The import directions of the packages. What a package may import of the others, and nothing else:
const MAY_IMPORT = {
  protocol: [],
  recorder: ["protocol"],
  replay: [],
  viewer: ["protocol", "replay"],
  core: ["protocol", "recorder", "replay", "viewer"],
  "puppeteer-adapter": ["core"],
  "playwright-adapter": ["core"],
  server: ["core", "viewer"],
  cli: ["core", "server"],
  testing: ["protocol"],
  "viewer-tests": ["core", "protocol", "puppeteer-adapter", "server", "viewer"],
  fidelity: ["puppeteer-adapter", "replay", "testing"],
  "peer-suites": ["puppeteer-adapter", "playwright-adapter"],
  bench: ["core", "puppeteer-adapter", "playwright-adapter", "server", "testing", "example-demo"],
  survive: ["core", "puppeteer-adapter", "testing"],
  soak: ["puppeteer-adapter", "playwright-adapter", "server", "testing"],
};

const unknown = readdirSync(`${__dirname}/packages`).filter((name) => !(name in MAY_IMPORT));
if (unknown.length > 0) {
  throw new Error(`Say in .dependency-cruiser.cjs what packages/${unknown[0]} may import.`);
}

const TEST_FILES = "^packages/[^/]+/(test/|src/.*[.]test[.]ts$)";

/** Matches an import of a workspace package that is none of `names`, whether it is built or not. */
function packagesExcept(names) {
  const own = `(?!(${names.join("|")})(/|$))`;
  return [`^packages/${own}`, `^@pagereel/${own}`, "^pagereel(/|$)"];
}

const directions = Object.entries(MAY_IMPORT).flatMap(([name, others]) => [
  {
    name: `${name}-imports`,
    comment: `packages/${name} may import ${others.join(" and ") || "no package of this workspace"}.`,
    severity: "error",
    from: { path: `^packages/${name}/`, pathNot: TEST_FILES },
    to: { path: packagesExcept([name, ...others]) },
  },
  {
    name: `${name}-test-imports`,
    comment: `Tests of packages/${name} may import "testing" besides what the package may.`,
    severity: "error",
    from: { path: `^packages/${name}/.*`, pathNot: `^(?!${TEST_FILES.slice(1)})` },
    to: { path: packagesExcept([name, "testing", ...others]) },
  },
]);

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...directions,
    {
      name: "by-name",
      comment: "Another package is imported by its name, never by a path into its files.",
      severity: "error",
      from: { path: "^(packages|examples)/([^/]+)/" },
      to: { path: "^(packages|examples)/", pathNot: "^$1/$2/", dependencyTypes: ["local"] },
    },
    {
      name: "examples-use-what-is-published",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: packagesExcept(["core", "puppeteer-adapter", "playwright-adapter"]).slice(0, 2) },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "(^|/)dist/"] },
    // A type is a dependency like any other.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
    },
  },
};
