import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DraftKey } from '../../src/access/session-contract.js'
import { ask, Problem } from './api.js'
import { leaving } from './leaving.js'
import { useOnline } from './network.js'
import { type Parcel, useOutbox } from './outbox.js'
import { openSealed, type SealedStore } from './sealed-store.js'
import { useSession } from './session.js'

interface Drafts {
  /** Undefined until the key came, and where this browser seals nothing. */
  readonly store: SealedStore | undefined
  readonly waiting: readonly Parcel[]
  queue(parcel: Parcel): Promise<void>
  drop(parcel: Parcel): Promise<void>
}

const DraftsContext = createContext<Drafts | undefined>(undefined)
const AGAIN = 4_000

/** 草稿与待发。The key is asked for once a session is there and lives in this page's memory alone. */
export function DraftsProvider({ children }: { readonly children: ReactNode }) {
  const { who } = useSession()
  const [store, setStore] = useState<SealedStore>()
  const whose = who ? `${who.realm} ${who.csrf}` : undefined
  const realm = who?.realm
  useEffect(() => {
    setStore(undefined)
    if (whose === undefined) return
    const standing = { is: true }
    const fetchKey = async () => {
      try {
        const opened = await openSealed(await ask<DraftKey>('/api/draft-key', { method: 'POST', body: { realm } }))
        if (standing.is) setStore(opened)
      } catch (error) {
        if (standing.is && error instanceof Problem && error.status === 0) setTimeout(fetchKey, AGAIN)
      }
    }
    void fetchKey()
    return () => {
      standing.is = false
    }
  }, [whose, realm])
  const { waiting, queue, drop } = useOutbox(store)
  useWipe(store, waiting.length)
  useProbe()
  const drafts = useMemo(() => ({ store, waiting, queue, drop }), [store, waiting, queue, drop])
  return <DraftsContext value={drafts}>{children}</DraftsContext>
}

export function useDrafts(): Drafts {
  const drafts = use(DraftsContext)
  if (drafts === undefined) throw new Error('no drafts here')
  return drafts
}

/** Sign-out wipes what this person left here; what still waits to be sent is asked about first. */
function useWipe(store: SealedStore | undefined, waiting: number): void {
  useEffect(() => {
    const act = async () => {
      if (waiting > 0 && !confirm(LEAVES)) return false
      await store?.wipe()
      return true
    }
    leaving.add(act)
    return () => {
      leaving.delete(act)
    }
  }, [store, waiting])
}

/** While the server is out of reach it is asked now and then, so that the page knows when it is back. */
function useProbe(): void {
  const online = useOnline()
  useEffect(() => {
    if (online) return
    const timer = setInterval(() => void ask('/api/health').catch(() => undefined), AGAIN)
    return () => clearInterval(timer)
  }, [online])
}

const LEAVES =
  '还有未发出的提交，退出即清除。确定退出吗？\nSomething still waits to be sent; signing out deletes it. Sign out?'

const SETTLE = 250

/**
 * 表单的草稿。What is typed is sealed on this machine as it is typed, and given back after a reload or a new sign-in of the
 * same person; `forget` when it was sent. `restored` says that something was.
 */
export function useDraft<T>(name: string, value: T, restore: (kept: T) => void, isEmpty: boolean) {
  const { store } = useDrafts()
  const [restored, setRestored] = useState(false)
  const [loaded, setLoaded] = useState<string>()
  const latest = useRef({ restore, isEmpty })
  latest.current = { restore, isEmpty }
  const gone = useRef(false)
  const written = useRef<Promise<unknown>>(Promise.resolve())
  const key = `draft ${name}`
  useEffect(() => {
    if (store === undefined) return
    const standing = { is: true }
    void store.get<T>(key).then((kept) => {
      if (!standing.is) return
      if (kept !== undefined && latest.current.isEmpty) {
        latest.current.restore(kept)
        setRestored(true)
      }
      setLoaded(key)
    })
    return () => {
      standing.is = false
    }
  }, [store, key])
  const text = JSON.stringify(value)
  useEffect(() => {
    if (store === undefined || loaded !== key || gone.current || isEmpty) return
    const later = setTimeout(() => {
      // Sent while it waited to be kept: then it is not kept any more.
      if (!gone.current) written.current = store.put(key, JSON.parse(text)).catch(() => undefined)
    }, SETTLE)
    return () => clearTimeout(later)
  }, [store, loaded, key, text, isEmpty])
  const forget = useCallback(async () => {
    gone.current = true
    await written.current
    await store?.remove(key)
  }, [store, key])
  return { restored, forget }
}
