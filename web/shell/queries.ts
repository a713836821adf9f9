import { QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type Asked, ask, Problem } from './api.js'
import { useLanguage } from './language.js'

/** 读取的规矩。A refusal is an answer and is not asked again; the network is tried twice. */
export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (times, error) => times < 2 && error instanceof Problem && error.status === 0,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

/** 读一个接口。Keyed by path, query and language, since figures come written out. */
export function useAsk<T>(path: string, query?: Asked['query'], enabled = true): UseQueryResult<T, Problem> {
  const { language } = useLanguage()
  return useQuery<T, Problem>({
    queryKey: [path, query ?? {}, language],
    queryFn: ({ signal }) => ask<T>(path, { query, signal }),
    enabled,
  })
}
