import { createContext, type ReactNode, use, useMemo } from 'react'
import { useSearchParams } from 'react-router'

/** 哪一侧办：the employer for itself, or a clerk at the counter for an employer that is named. */
export interface Side {
  /** The employer's path, as this side asks it. */
  readonly at: (path: string, query?: Readonly<Record<string, string>>) => string
  /** Where a submission is shown. */
  readonly submission: (id: string) => string
  /** Where this side reads the collection standard. */
  readonly standard: '/api/standard' | '/api/desk/standard'
}

const withQuery = (path: string, query: Readonly<Record<string, string>>) =>
  Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query)}`
const OWN: Side = {
  at: (path, query = {}) => withQuery(path, query),
  submission: (id) => `/employer/filings/${id}`,
  standard: '/api/standard',
}
const SideContext = createContext<Side>(OWN)

export function useSide(): Side {
  return use(SideContext)
}

/** 退回后重办的那一件，where the page was opened for it. */
export function useResubmits(): { readonly resubmits?: string } {
  const [search] = useSearchParams()
  const resubmits = search.get('resubmits')
  return resubmits === null ? {} : { resubmits }
}

interface Props {
  readonly creditCode: string
  readonly children: ReactNode
}

/** 窗口代办：the same components, asking for the employer of this credit code. */
export function AtCounter({ creditCode, children }: Props) {
  const side = useMemo<Side>(
    () => ({
      at: (path, query = {}) => withQuery(path.replace(/^\/api\//, '/api/desk/'), { creditCode, ...query }),
      submission: (id) => `/submissions/${id}`,
      standard: '/api/desk/standard',
    }),
    [creditCode],
  )
  return <SideContext value={side}>{children}</SideContext>
}
