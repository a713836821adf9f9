import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import type { BatchPermit, ExecuteRequest } from '../../src/collection/maintenance-contract.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { BatchSums } from './batch-rows.js'
import './maintenance.css'
import { MAINTAIN, MAINTAIN_PATHS } from './words.js'

/** 成批变更的许可，and its one execution. */
export function BatchPermitCard({ id }: { readonly id: string }) {
  const permit = useAsk<BatchPermit>(pathOf(MAINTAIN_PATHS.permit, { id }))
  return <Answer of={permit}>{(found) => <Permit permit={found} />}</Answer>
}

function Permit({ permit }: { readonly permit: BatchPermit }) {
  const { say, language } = useLanguage()
  const { id, revision, listDigest, until, mayExecute, before, after } = permit
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const executing = useMutation<SubmissionDetail, Problem, ExecuteRequest>({
    mutationFn: (body) => ask(pathOf(MAINTAIN_PATHS.execute, { id }), { method: 'POST', body }),
    onSuccess: () => void message.success(say(MAINTAIN.executed)),
    onSettled: () => {
      setAsks(false)
      void queries.invalidateQueries()
    },
  })
  return (
    <section className="card" aria-label={say(MAINTAIN.permit)}>
      <h2>{say(MAINTAIN.permit)}</h2>
      <BatchSums before={before} after={after} />
      <p>
        {say(MAINTAIN.digest)} <small className="number">{listDigest}</small>
      </p>
      <p>
        {until === undefined ? say(MAINTAIN.notApproved) : `${say(MAINTAIN.until)} ${instantText(until, language)}`}
      </p>
      <FormProblem error={executing.error} />
      {mayExecute && (
        <Button type="primary" className="no-print" onClick={() => setAsks(true)}>
          {say(MAINTAIN.execute)}
        </Button>
      )}
      {asks && (
        <Dialog
          title={say(MAINTAIN.executeAsk)}
          onClose={() => setAsks(false)}
          action={{
            text: say(MAINTAIN.execute),
            danger: true,
            busy: executing.isPending,
            onClick: () => executing.mutate({ revision, listDigest }),
          }}
        >
          {say(MAINTAIN.executeSays)}
        </Dialog>
      )}
    </section>
  )
}
