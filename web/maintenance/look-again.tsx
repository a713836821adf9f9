import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { AgainRequest, BatchAgain } from '../../src/collection/maintenance-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MAINTAIN, MAINTAIN_PATHS } from './words.js'

interface Props {
  readonly id: string
  readonly revision: number
  readonly offered: boolean
}

/** 再看受阻的，and what came out, part by part. */
export function LookAgain({ id, revision, offered }: Props) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const looking = useMutation<BatchAgain, Problem, AgainRequest>({
    mutationFn: (body) => ask(pathOf(MAINTAIN_PATHS.again, { id }), { method: 'POST', body }),
    onSuccess: () => void queries.invalidateQueries(),
  })
  return (
    <>
      {offered && (
        <>
          <p>{say(MAINTAIN.lookAgainSays)}</p>
          <Button className="no-print" loading={looking.isPending} onClick={() => looking.mutate({ revision })}>
            {say(MAINTAIN.lookAgain)}
          </Button>
        </>
      )}
      <FormProblem error={looking.error} />
      <div role="status">
        {looking.data?.parts.map((one) => (
          <Part key={one.part} {...one} />
        ))}
      </div>
    </>
  )
}

function Part({ part, clear, inTheWay, rows }: BatchAgain['parts'][number]) {
  const { say } = useLanguage()
  if (clear) return <p>{say(MAINTAIN.partClear, { part })}</p>
  return (
    <>
      <p>{say(MAINTAIN.partBlocked, { part, n: inTheWay })}</p>
      <ul>
        {rows.map(({ row, says }) => (
          <li key={row}>{say(MAINTAIN.rowSays, { row, says: say(says) })}</li>
        ))}
      </ul>
    </>
  )
}
