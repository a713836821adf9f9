import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask, Problem } from './api.js'
import { isOnline, watchNetwork } from './network.js'
import type { SealedStore } from './sealed-store.js'

/** 待发的一件：its requests in order. Each is answered once however often it is sent. */
export interface Parcel {
  readonly id: string
  readonly says: string
  readonly at: number
  readonly steps: readonly Step[]
  /** The draft it came from, forgotten once it is delivered. */
  readonly draft?: string | undefined
  /** Why the server would not have it. */
  readonly refused?: string | undefined
}

export interface Step {
  readonly path: string
  readonly body: unknown
  readonly query?: Readonly<Record<string, string | undefined>> | undefined
  readonly intake?: string | undefined
}

/** Sends the steps in order; the last answer is the parcel's. */
export async function deliver<T>({ steps }: Pick<Parcel, 'steps'>): Promise<T> {
  let answer: unknown
  for (const { path, body, query, intake } of steps) answer = await ask(path, { method: 'POST', body, query, intake })
  return answer as T
}

const EVERY = 4_000
const nameOf = ({ at, id }: Parcel) => `queue ${String(at).padStart(16, '0')} ${id}`

/** 待发箱。Sealed like drafts; sent one after another when the server can be reached again. */
export function useOutbox(store: SealedStore | undefined) {
  const [waiting, setWaiting] = useState<readonly Parcel[]>([])
  const queries = useQueryClient()
  const busy = useRef(false)
  const current = useRef(store)
  current.current = store

  /** What another left here is shown to nobody, however late it was read. */
  const reread = useCallback(async () => {
    const kept = store === undefined ? [] : (await store.all<Parcel>('queue ')).map(({ value }) => value)
    if (current.current === store) setWaiting(kept)
  }, [store])

  const drop = useCallback(
    async (parcel: Parcel) => {
      await store?.remove(nameOf(parcel))
      await reread()
    },
    [store, reread],
  )

  const queue = useCallback(
    async (parcel: Parcel) => {
      if (store === undefined) throw new Problem('unreachable', '', 0)
      await store.put(nameOf(parcel), parcel)
      await reread()
    },
    [store, reread],
  )

  const sendAll = useCallback(async () => {
    if (store === undefined || busy.current) return
    busy.current = true
    try {
      for (const { value: parcel } of await store.all<Parcel>('queue ')) {
        if (parcel.refused !== undefined) continue
        // Nobody files what another has filled in: whoever signed in meanwhile has another box.
        if (current.current !== store || !(await settled(store, parcel))) break
        void queries.invalidateQueries()
      }
    } finally {
      busy.current = false
      await reread()
    }
  }, [store, queries, reread])

  useEffect(() => {
    void reread().then(sendAll)
    return watchNetwork(() => isOnline() && void sendAll())
  }, [reread, sendAll])

  const open = waiting.some(({ refused }) => refused === undefined)
  useEffect(() => {
    if (!open) return
    const timer = setInterval(() => void sendAll(), EVERY)
    return () => clearInterval(timer)
  }, [open, sendAll])

  return { waiting, queue, drop }
}

/** 发出一件：gone from the box when it was taken, kept with what was said when it was refused. False while nobody answers. */
async function settled(store: SealedStore, parcel: Parcel): Promise<boolean> {
  const outcome = await sent(parcel)
  if (outcome === 'unreachable') return false
  if (outcome !== 'done') await store.put(nameOf(parcel), { ...parcel, refused: outcome })
  else {
    await store.remove(nameOf(parcel))
    if (parcel.draft !== undefined) await store.remove(`draft ${parcel.draft}`)
  }
  return true
}

/** A session that ended in between is no refusal: it waits for the same person's next sign-in. */
async function sent(parcel: Parcel): Promise<'done' | 'unreachable' | string> {
  try {
    await deliver(parcel)
    return 'done'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const isLater = error.status === 0 || error.status >= 500 || error.code.startsWith('session.')
    return isLater ? 'unreachable' : error.message || error.code
  }
}
