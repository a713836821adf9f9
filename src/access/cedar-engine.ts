import { setFlagsFromString } from 'node:v8'

/**
 * 引擎的前提。V8 11 (Node 20) now and then aborts the whole process when it throws away optimised code in the middle of a
 * call into WebAssembly that it had inlined ("unreachable code" in the deoptimizer); every access decision is such a
 * call. So they are not inlined. Imported before the engine, so that it holds from the first decision on.
 */
export function steadyEngine(v8: string): boolean {
  const affected = Number(v8.split('.')[0]) < 12
  if (affected) setFlagsFromString('--no-turbo-inline-js-wasm-calls')
  return affected
}

steadyEngine(process.versions.v8)
