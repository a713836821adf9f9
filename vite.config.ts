import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, 'web')

/** 网页的构建。Two entries: public.html for the public listener, desk.html for the staff listener. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    /** Nothing is inlined as data: into scripts or styles; every piece is a file of this site. */
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: { public: resolve(root, 'public.html'), desk: resolve(root, 'desk.html') },
      /** The schemas of a contract are for the server; a page that takes a path or a catalogue from it needs none. */
      treeshake: { manualPureFunctions: ['Type'] },
    },
  },
})
