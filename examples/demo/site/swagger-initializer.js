window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: "/parcels.json",
    dom_id: "#swagger-ui",
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: "BaseLayout",
    // Its badge would ask a server on the internet.
    validatorUrl: null,
  });
};
