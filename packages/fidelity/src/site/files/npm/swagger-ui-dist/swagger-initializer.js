// In the place of the package's own, which shows an API of the internet.
window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: "/assets/library-api.json",
    dom_id: "#swagger-ui",
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: "StandaloneLayout",
    // Its badge would ask a server on the internet.
    validatorUrl: null,
  });
};
