import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Explanation } from '../../src/query/contract.js'
import type { EstimateAnswer, EstimateBody } from '../../src/query/estimate-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'

/** 从哪里测算。The citizen's own paths, or the desk's with a person and a purpose. */
export interface EstimateSource {
  readonly estimate: string
  readonly figure: string
  readonly body?: Readonly<Record<string, string>>
}

/** 停一停再算：a slider that moves asks once it rests. */
const REST = 350

export function useEstimate(source: EstimateSource, body: EstimateBody): UseQueryResult<EstimateAnswer, Problem> {
  const { language } = useLanguage()
  const asked = { ...source.body, ...useRested(body), language }
  return useQuery<EstimateAnswer, Problem>({
    queryKey: [source.estimate, asked],
    queryFn: ({ signal }) => ask(source.estimate, { method: 'POST', body: asked, signal }),
    placeholderData: keepPreviousData,
  })
}

export function useEstimateFigure(source: EstimateSource, body: EstimateBody, path: string) {
  const { language } = useLanguage()
  const asked = { ...source.body, ...body, path, language }
  return useQuery<Explanation, Problem>({
    queryKey: [source.figure, asked],
    queryFn: ({ signal }) => ask(source.figure, { method: 'POST', body: asked, signal }),
  })
}

function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
