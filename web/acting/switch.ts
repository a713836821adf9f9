import { useMutation } from '@tanstack/react-query'
import type { Whoami } from '../../src/access/session-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { useSession } from '../shell/session.js'

/** 切换：what the session is about has changed, so everything on the screen is asked anew. */
export function useSwitch(path: string) {
  const { who, entered } = useSession()
  return useMutation<Whoami, Problem, object>({
    mutationFn: async (body) => {
      await ask(path, { method: 'POST', body })
      return ask<Whoami>('/api/whoami', { query: { realm: who?.realm } })
    },
    onSuccess: entered,
  })
}
