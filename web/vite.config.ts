import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: 'dist',
    // Two documents: the person's pages, which stay small (D39), and the portal.
    rolldownOptions: { input: { index: resolve(here, 'index.html'), admin: resolve(here, 'admin.html') } },
    // The policy has no `data:` for scripts or styles: every asset is a file of ours.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
