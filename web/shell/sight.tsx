import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'

/** 看法：普通、大字、简易。Simple is large as well, and shows one thing a screen. */
export const SIGHTS = ['usual', 'large', 'simple'] as const
export type Sight = (typeof SIGHTS)[number]

interface Seeing {
  readonly sight: Sight
  see(sight: Sight): void
}

const KEY = 'quanyi-sight'
const SightContext = createContext<Seeing | undefined>(undefined)

/** 大字与简易。Kept on the device, as the language is: whoever needs it needs it before signing in. */
export function SightProvider({ children }: { readonly children: ReactNode }) {
  const [sight, setSight] = useState<Sight>(recall)
  useEffect(() => {
    document.documentElement.dataset['sight'] = sight
    remember(sight)
  }, [sight])
  const see = useCallback((chosen: Sight) => setSight(chosen), [])
  const seeing = useMemo(() => ({ sight, see }), [sight, see])
  return <SightContext value={seeing}>{children}</SightContext>
}

export function useSight(): Seeing {
  const seeing = use(SightContext)
  if (seeing === undefined) throw new Error('no sight here')
  return seeing
}

/** A browser may forbid storage; the choice then lasts as long as the page. */
function recall(): Sight {
  try {
    const kept = localStorage.getItem(KEY)
    return SIGHTS.find((sight) => sight === kept) ?? 'usual'
  } catch {
    return 'usual'
  }
}

function remember(sight: Sight): void {
  try {
    localStorage.setItem(KEY, sight)
  } catch {
    // The choice is not kept; nothing else depends on it.
  }
}
