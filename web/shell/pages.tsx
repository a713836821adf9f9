import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type Asked, ask, type Problem } from './api.js'
import { type Both, useLanguage } from './language.js'
import './pages.css'

type Pages<T> = UseInfiniteQueryResult<InfiniteData<T>, Problem>

/** 逐页读一个接口：each page names the last of its own, behind which the next begins. */
export function usePages<T extends { readonly next?: string }>(
  path: string,
  at: 'before' | 'after',
  query: NonNullable<Asked['query']> = {},
): Pages<T> {
  const { language } = useLanguage()
  return useInfiniteQuery<T, Problem, InfiniteData<T>, readonly unknown[], string | undefined>({
    queryKey: [path, { at, ...query }, language],
    queryFn: ({ signal, pageParam }) =>
      ask<T>(path, { query: { ...query, ...(pageParam === undefined ? {} : { [at]: pageParam }) }, signal }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
  })
}

/** 读下一页；nothing where all of it is there. */
export function MorePages<T>({ of, says }: { readonly of: Pages<T>; readonly says: Both }) {
  const { say } = useLanguage()
  if (!of.hasNextPage) return null
  return (
    <p className="more-pages no-print">
      <Button loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {say(says)}
      </Button>
    </p>
  )
}
