import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { backbone } from './scripts/build/backbone.mjs';
import { detectorPage } from './scripts/build/detector-page.mjs';
import { contentSecurityPolicy } from './scripts/build/policy.mjs';
import { classroomCertificate } from './scripts/build/certificate.mjs';
import { precache, serviceWorker } from './scripts/build/precache.mjs';
import { shareTags } from './scripts/build/share-tags.mjs';

export default defineConfig({
  base: './',
  plugins: [
    react(),
    contentSecurityPolicy(),
    shareTags(),
    backbone(),
    detectorPage(),
    precache(),
    classroomCertificate(process.argv),
  ],
  worker: { format: 'es' },
  // What only workers import is bundled before the page opens: found later, it would reload the page in the middle of work.
  optimizeDeps: { entries: ['index.html', 'src/worker/*/*.worker.ts'] },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      input: { index: 'index.html', [serviceWorker]: 'src/worker/offline/offline.worker.ts' },
      output: {
        // The service worker keeps its name: browsers look for a newer one under it.
        entryFileNames: ({ name }) => (name === serviceWorker ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
