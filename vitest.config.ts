import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    maxWorkers: '100%', // of the cores; vitest leaves one idle, which is half of two
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src/{core,state,ui,worker}/**/*.test.{ts,tsx}',
            'src/{engine,detectors,detector-page}/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: ['**/*.{kernel,soak}.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'kernels',
          include: ['src/{engine,detectors,worker}/**/*.kernel.test.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'soak', // ten minutes
          include: ['src/worker/**/*.soak.test.ts'],
          testTimeout: 3_600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/*.e2e.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          maxWorkers: 2, // one waits for the page while the other computes
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-alone', // what looks at a clock
          include: ['e2e/alone/*.e2e.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-long', // too long for every run of all tests
          include: ['e2e/long/*.e2e.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-slow',
          include: ['e2e/slow/*.e2e.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
