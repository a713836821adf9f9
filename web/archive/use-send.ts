import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, type Problem } from '../shell/api.js'

/** 办一件事：sends it, and what stands on the screen is asked anew. */
export function useSend<T>(onDone: (answer: T) => void = () => undefined) {
  const queries = useQueryClient()
  return useMutation<T, Problem, { readonly path: string; readonly body?: object }>({
    mutationFn: ({ path, body }) => ask<T>(path, { method: 'POST', ...(body === undefined ? {} : { body }) }),
    onSuccess: (answer) => {
      void queries.invalidateQueries()
      onDone(answer)
    },
  })
}
