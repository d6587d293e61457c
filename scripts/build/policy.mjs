/**
 * Nothing leaves the device: the browser itself refuses every request to another origin. One policy for the page (a meta
 * tag) and for what the service worker hands out (a header), since a worker does not inherit its page's meta tag.
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // archives are unpacked by WebAssembly
  "style-src 'self'",
  "img-src 'self' blob: data:",
  'media-src blob:', // a video file of the user's
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** In the built page only: the development server needs inline scripts to reload. */
export function contentSecurityPolicy() {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}
