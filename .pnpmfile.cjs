// tsup makes type declarations with the compiler's API, which TypeScript 7 does not have. Its peer
// `typescript` would be the 7 of the package that uses it: packageExtensions cannot change a peer.
function readPackage(manifest) {
  if (manifest.name === "tsup") {
    delete manifest.peerDependencies.typescript;
    manifest.dependencies.typescript = "npm:@typescript/typescript6@6.0.2";
  }
  return manifest;
}

module.exports = { hooks: { readPackage } };
