import { useSyncExternalStore } from 'react'

/** 网络是否通：what the browser says, and whether the last request reached the server. */
const state = { reached: true }
const watchers = new Set<() => void>()

export function tellReached(reached: boolean): void {
  if (state.reached === reached) return
  state.reached = reached
  for (const tell of watchers) tell()
}

export function isOnline(): boolean {
  return navigator.onLine && state.reached
}

export function watchNetwork(tell: () => void): () => void {
  watchers.add(tell)
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    watchers.delete(tell)
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

export function useOnline(): boolean {
  return useSyncExternalStore(watchNetwork, isOnline)
}
