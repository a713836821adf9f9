import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Navigate, useLocation } from 'react-router'
import type { SignInBody, Whoami } from '../../src/access/session-contract.js'
import { ask, Problem, type Realm, speakAs } from './api.js'
import { useLanguage } from './language.js'
import { mayLeave } from './leaving.js'
import { Away, Loading } from './states.js'

interface Session {
  /** Undefined while it is being asked; null when nobody is signed in. */
  readonly who: Whoami | null | undefined
  /** 打开时连不上服务器：nothing can be said of who is signed in; asked again until it can. */
  readonly away: boolean
  /** 可办事项：a button exists only where this is true. */
  can(ability: string): boolean
  signIn(body: SignInBody): Promise<Whoami>
  /** Somebody entered by another way than the form: a passkey, a platform. */
  entered(who: Whoami): void
  signOut(): Promise<void>
}

const SessionContext = createContext<Session | undefined>(undefined)
const KEY = 'quanyi-realm'
const LEFT = 'quanyi-left'
const AGAIN = 3_000

interface ProviderProps {
  /** Realms this listener serves; the one last signed in is tried first. */
  readonly realms: readonly Realm[]
  readonly children: ReactNode
}

/** 会话。Who is signed in on this listener; a session that ends anywhere sends the page back to its sign-in. */
export function SessionProvider({ realms, children }: ProviderProps) {
  const queries = useQueryClient()
  const { language } = useLanguage()
  const [who, setWho] = useState<Whoami | null>()
  const [away, setAway] = useState(false)
  speakAs({ language })

  const changes = useRef(0)

  const take = useCallback((entered: Whoami | null) => {
    changes.current += 1
    if (entered !== null) recordRealm(entered.realm)
    speakAs(
      entered === null
        ? { csrf: undefined, stands: undefined }
        : { csrf: entered.csrf, realm: entered.realm, stands: entered.stands },
    )
    setWho(entered)
  }, [])

  useEffect(() => {
    const standing = { is: true }
    const look = async () => {
      // Whoever signs in while this is asked is in: a late answer tells of before.
      const asked = changes.current
      const isNews = () => standing.is && changes.current === asked
      const entered = await whoIsIn(ordered(realms), isNews).catch(() => undefined)
      if (!isNews()) return
      setAway(entered === undefined)
      if (entered === undefined) setTimeout(look, AGAIN)
      else take(entered)
    }
    void look()
    return () => {
      standing.is = false
    }
  }, [realms, take])

  useEffect(() => {
    const leave = (error: unknown) => {
      if (error instanceof Problem && error.code.startsWith('session.')) take(null)
    }
    const reads = queries.getQueryCache().subscribe((event) => leave(event.query.state.error))
    const writes = queries.getMutationCache().subscribe((event) => leave(event.mutation?.state.error))
    return () => {
      reads()
      writes()
    }
  }, [queries, take])

  const session = useMemo<Session>(
    () => ({
      who,
      away,
      can: (ability) => who?.abilities.includes(ability) ?? false,
      entered: (entered) => {
        queries.clear()
        localStorage.removeItem(LEFT)
        take(entered)
      },
      signIn: async (body) => {
        queries.clear()
        const entered = await ask<Whoami>('/api/sign-in', { method: 'POST', body })
        localStorage.removeItem(LEFT)
        take(entered)
        return entered
      },
      signOut: async () => {
        if (!(await mayLeave())) return
        await ask('/api/sign-out', { method: 'POST', body: { realm: who?.realm } }).catch((error: unknown) => {
          if (error instanceof Problem && error.status === 0) recordLeft(who?.realm)
        })
        queries.clear()
        take(null)
      },
    }),
    [who, away, queries, take],
  )
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('no session here')
  return session
}

interface NeedProps {
  readonly realm: Realm
  readonly children: ReactNode
}

/** 须先登录。Sends to the sign-in page, which comes back here afterwards. */
export function SignedIn({ realm, children }: NeedProps) {
  const { who, away } = useSession()
  const { pathname } = useLocation()
  if (away && who === undefined) return <Away />
  if (who === undefined) return <Loading />
  if (who?.realm !== realm) return <Navigate to="/sign-in" replace state={{ from: pathname, realm }} />
  return children
}

async function whoIsIn(realms: readonly Realm[], isNews: () => boolean): Promise<Whoami | null> {
  for (const realm of realms) {
    if (!isNews()) return null
    speakAs({ realm })
    const who = await ask<Whoami | undefined>('/api/whoami', { query: { realm } }).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 0) throw error
      return undefined
    })
    if (who !== undefined && (await stillIn(who))) return who
  }
  return null
}

/** 断网时退出的，在此补上：whoever signed out while the server was out of reach is signed out first of all. */
async function stillIn({ realm, csrf }: Whoami): Promise<boolean> {
  if (localStorage.getItem(LEFT) !== realm) return true
  speakAs({ realm, csrf })
  await ask('/api/sign-out', { method: 'POST', body: { realm } })
  localStorage.removeItem(LEFT)
  speakAs({ csrf: undefined })
  return false
}

function recordLeft(realm: Realm | undefined): void {
  if (realm !== undefined) localStorage.setItem(LEFT, realm)
}

/** Only the realm is kept, no token: the cookie is out of reach of scripts. */
function ordered(realms: readonly Realm[]): readonly Realm[] {
  const last = recallRealm()
  return [...realms].sort((a, b) => Number(b === last) - Number(a === last))
}

function recallRealm(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function recordRealm(realm: Realm): void {
  try {
    localStorage.setItem(KEY, realm)
  } catch {
    // Asked in the given order next time.
  }
}
