import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const root = resolve(import.meta.dirname, 'web')
const outDir = resolve(import.meta.dirname, 'dist/web')

/** 预先压缩。Once at the build, so that a phone on a slow line waits for a third of the bytes and no request for the work. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  closeBundle() {
    const folder = join(outDir, 'assets')
    for (const name of readdirSync(folder).filter((one) => /\.(js|css|svg)$/.test(one))) {
      const file = readFileSync(join(folder, name))
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(file))
      writeFileSync(join(folder, `${name}.gz`), gzipSync(file, { level: 9 }))
    }
  },
}

/** 字以 rem 计。Written in pixels, built relative to the root: a reader's own type size and 大字 act on all of it. */
const typeInRem = {
  postcssPlugin: 'type-in-rem',
  Declaration: {
    'font-size': (size: { value: string }) => {
      size.value = size.value.replace(/^(\d+)px$/, (_, pixels: string) => `${Number(pixels) / 16}rem`)
    },
  },
}

/** 网页的构建。Two entries: public.html for the public listener, desk.html for the staff listener. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [react(), compressed],
  css: { postcss: { plugins: [typeInRem] } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    /** Nothing is inlined as data: into scripts or styles; every piece is a file of this site. */
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: {
        public: resolve(root, 'public.html'),
        desk: resolve(root, 'desk.html'),
        'service-worker': resolve(root, 'service-worker.ts'),
      },
      /** The service worker keeps its name and stands beside the pages: the listener serves it at the root. */
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
      /** The schemas of a contract are for the server; a page that takes a path or a catalogue from it needs none. */
      treeshake: { manualPureFunctions: ['Type'] },
    },
  },
})
