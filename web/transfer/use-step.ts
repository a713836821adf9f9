import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TransferDetail } from '../../src/transfer/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { TRANSFERS } from './paths.js'

/** 一步：sent, and the case shown as it then stands. */
export function useStep(id: string) {
  const queries = useQueryClient()
  return useMutation<TransferDetail, Problem, { readonly step: string; readonly body?: unknown }>({
    mutationFn: ({ step, body }) => ask(`${TRANSFERS}/${id}/${step}`, { method: 'POST', body: body ?? {} }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [`${TRANSFERS}/${id}`] }),
  })
}
