/**
 * Of the pages and their assets. They run their own scripts only, whatever a recording brings with it:
 * the replayer's frame inherits the policy. What a recording may have, a style sheet, an image or a font,
 * is not had from the server itself either. Nobody shows them in a frame, where clicks can be had by
 * fraud.
 */
export const VIEWER_HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'unsafe-inline'",
    "connect-src 'self'",
    "img-src data: blob:",
    "font-src data: blob:",
    "media-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-dns-prefetch-control": "off",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
