import type { DraftKey } from '../../src/access/session-contract.js'

const DATABASE = 'quanyi-drafts'
const STORE = 'sealed'
const DAY = 86_400_000

/** 一条密存：nothing of it can be read, nor whose it is, without the key of its owner. */
interface Sealed {
  readonly id: string
  readonly owner: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly body: ArrayBuffer
  readonly until: number
}

/** 本机密存。Drafts and what waits to be sent, for one person in one realm; the names of things are sealed like the things. */
export interface SealedStore {
  put(name: string, value: unknown): Promise<void>
  get<T>(name: string): Promise<T | undefined>
  remove(name: string): Promise<void>
  /** Everything whose name begins so, in the order it was first put. */
  all<T>(prefix: string): Promise<readonly { readonly name: string; readonly value: T }[]>
  /** 退出即清：whatever this person left here, what is on its way included; nothing is kept through this store afterwards. */
  wipe(): Promise<void>
}

/** Undefined where this browser seals nothing: then nothing is kept either. */
export async function openSealed({ key, days }: DraftKey): Promise<SealedStore | undefined> {
  if (globalThis.crypto?.subtle === undefined || globalThis.indexedDB === undefined) return undefined
  const raw = Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0))
  const [seal, mark] = await Promise.all([sealKey(raw), markKey(raw)])
  raw.fill(0)
  const db = await open()
  const owner = await markOf(mark, 'owner')
  await removeWhere(db, ({ until }) => until < Date.now())
  const openRow = async <T>({ iv, body }: Sealed) => {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, seal, body)
    return JSON.parse(new TextDecoder().decode(plain)) as { name: string; value: T }
  }
  const onTheWay = new Set<Promise<void>>()
  const state = { wiped: false }
  const put = async (name: string, value: unknown) => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify({ name, value }))
    const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, seal, plain)
    const row: Sealed = { id: await markOf(mark, `name ${name}`), owner, iv, body, until: Date.now() + days * DAY }
    await done(db.transaction(STORE, 'readwrite').objectStore(STORE).put(row))
  }
  return {
    put: async (name, value) => {
      if (state.wiped) return
      const writing = put(name, value)
      onTheWay.add(writing)
      await writing.finally(() => onTheWay.delete(writing))
    },
    get: async <T>(name: string) => {
      const id = await markOf(mark, `name ${name}`)
      const row = await done<Sealed | undefined>(db.transaction(STORE).objectStore(STORE).get(id))
      return row === undefined ? undefined : (await openRow<T>(row)).value
    },
    remove: async (name) => {
      const id = await markOf(mark, `name ${name}`)
      await done(db.transaction(STORE, 'readwrite').objectStore(STORE).delete(id))
    },
    all: async <T>(prefix: string) => {
      const rows = await done<Sealed[]>(db.transaction(STORE).objectStore(STORE).getAll())
      const own = await Promise.all(rows.filter((row) => row.owner === owner).map((row) => openRow<T>(row)))
      return own.filter(({ name }) => name.startsWith(prefix)).sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    wipe: async () => {
      state.wiped = true
      await Promise.allSettled(onTheWay)
      await removeWhere(db, (row) => row.owner === owner)
    },
  }
}

function sealKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return derived(raw, 'seal', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt'])
}

function markKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return derived(raw, 'mark', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign'])
}

/** Neither key can be taken out of the page's memory by a script. */
async function derived(
  raw: Uint8Array<ArrayBuffer>,
  info: string,
  as: AesKeyGenParams | HmacKeyGenParams,
  uses: KeyUsage[],
): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey'])
  const by = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new TextEncoder().encode(info) }
  return crypto.subtle.deriveKey(by, base, as, false, uses)
}

async function markOf(key: CryptoKey, text: string): Promise<string> {
  const mark = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return [...new Uint8Array(mark)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function open(): Promise<IDBDatabase> {
  const asked = indexedDB.open(DATABASE, 1)
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' })
  return done(asked)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('this browser keeps nothing'))
  })
}

async function removeWhere(db: IDBDatabase, gone: (row: Sealed) => boolean): Promise<void> {
  const store = db.transaction(STORE, 'readwrite').objectStore(STORE)
  const rows = await done<Sealed[]>(store.getAll())
  await Promise.all(rows.filter(gone).map(({ id }) => done(store.delete(id))))
}
