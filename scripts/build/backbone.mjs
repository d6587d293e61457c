/** Serves the backbone in development and writes it into the built page, as a file that a worker fetches when it needs it. */
import { backbonePath, makeBackbone } from './backbone-asset.mjs';

export function backbone() {
  return {
    name: 'backbone',
    configureServer(server) {
      let bytes;
      server.middlewares.use(`/${backbonePath}`, (_request, response) => {
        bytes ??= makeBackbone();
        response.setHeader('content-type', 'application/octet-stream');
        response.end(bytes);
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: backbonePath, source: makeBackbone() });
    },
  };
}
