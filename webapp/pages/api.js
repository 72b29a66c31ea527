// Shows the description of the API (api/openapi) with Swagger UI, which other pages never load.

import DOMPurify from '../lib/purify.js';

const { SwaggerUIBundle, trustedTypes } = /** @type {any} */ (globalThis);

// Swagger UI makes markup of what the description says, with a copy of DOMPurify of its own: nothing comes of it but what is harmless.
trustedTypes?.createPolicy('default', {
  createHTML: (/** @type {string} */ markup) => DOMPurify.sanitize(markup),
});

SwaggerUIBundle({
  url: 'api/openapi',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'list',
  // It would ask a server of its makers.
  validatorUrl: null,
});
