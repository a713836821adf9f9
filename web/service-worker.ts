/**
 * 断网仍可打开。Keeps this app's own built files and its one page, nothing else: an answer of the API is never kept, never
 * even seen here. The list of files is written in front of this text by the listener.
 */
interface WorkerScope {
  readonly QUANYI_FILES?: readonly string[]
  readonly QUANYI_BUILD?: string
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(name: string, act: (event: Happening) => void): void
}
interface Happening {
  readonly request: Request
  waitUntil(work: Promise<unknown>): void
  respondWith(answer: Promise<Response>): void
}

const scope = self as unknown as WorkerScope
const CACHE = `quanyi-${scope.QUANYI_BUILD ?? ''}`
const PAGE = '/'

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
  else if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) event.respondWith(pageOf(request))
})

async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.add(PAGE)
  await scope.skipWaiting()
}

/** Earlier builds go; the files of this one are fetched one by one, so that a slow line is not filled. */
async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
  await scope.clients.claim()
  const cache = await caches.open(CACHE)
  for (const file of scope.QUANYI_FILES ?? [])
    if ((await cache.match(file)) === undefined) await cache.add(file).catch(() => undefined)
}

/** A built file never changes under its name. */
async function fileOf(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

/** The page from the server, and only where that is out of reach the one kept; it holds nobody's data. */
async function pageOf(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    const isPage = answer.ok && (answer.headers.get('content-type') ?? '').startsWith('text/html')
    if (isPage) await (await caches.open(CACHE)).put(PAGE, answer.clone())
    return answer
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(PAGE)
    if (kept === undefined) throw error
    return kept
  }
}
