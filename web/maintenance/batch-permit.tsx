import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import {
  BATCH_KINDS,
  type BatchKind,
  type BatchPermit,
  CORRECTION_REASONS,
  type CorrectionReason,
  type ExecuteRequest,
} from '../../src/collection/maintenance-contract.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { BatchSums } from './batch-rows.js'
import './maintenance.css'
import { LookAgain } from './look-again.js'
import { MAINTAIN, MAINTAIN_PATHS } from './words.js'

/** 一次几份，直到执行完：a stop loses nothing, what is posted is behind it. */
async function executeAll(id: string, body: ExecuteRequest, onPart: (done: number) => void): Promise<SubmissionDetail> {
  for (;;) {
    const detail = await ask<SubmissionDetail>(pathOf(MAINTAIN_PATHS.execute, { id }), { method: 'POST', body })
    const { executed, blocked, vouchers } = await ask<BatchPermit>(pathOf(MAINTAIN_PATHS.permit, { id }))
    onPart(executed)
    if (executed + blocked >= vouchers) return detail
  }
}

/** 成批变更的许可，and its one execution. */
export function BatchPermitCard({ id }: { readonly id: string }) {
  const permit = useAsk<BatchPermit>(pathOf(MAINTAIN_PATHS.permit, { id }))
  return <Answer of={permit}>{(found) => <Permit permit={found} />}</Answer>
}

function Permit({ permit }: { readonly permit: BatchPermit }) {
  const { say, language } = useLanguage()
  const { id, revision, listDigest, until, mayExecute, before, after, vouchers, executed, blocked, list } = permit
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const [done, setDone] = useState(executed)
  const shown = Math.max(done, executed)
  const executing = useMutation<SubmissionDetail, Problem, ExecuteRequest>({
    mutationFn: (body) => executeAll(id, body, setDone),
    onSuccess: () => void message.success(say(MAINTAIN.executed)),
    onSettled: () => {
      setAsks(false)
      void queries.invalidateQueries()
    },
  })
  return (
    <section className="card" aria-label={say(MAINTAIN.permit)}>
      <h2>{say(MAINTAIN.permit)}</h2>
      {list !== undefined && (
        <p>
          {list.kind in BATCH_KINDS && say(BATCH_KINDS[list.kind as BatchKind])} · {say(MAINTAIN.listGround)}{' '}
          {list.reason in CORRECTION_REASONS && say(CORRECTION_REASONS[list.reason as CorrectionReason])}：
          {list.explanation}
        </p>
      )}
      {(list === undefined || list.kind === 'due') && <BatchSums before={before} after={after} />}
      {vouchers > 1 && (
        <>
          <progress max={vouchers} value={shown} aria-label={say(MAINTAIN.permit)} />
          <p role="status">{say(MAINTAIN.executedParts, { done: shown, all: vouchers })}</p>
        </>
      )}
      {blocked > 0 && <p className="form-problem">{say(MAINTAIN.blockedParts, { n: blocked })}</p>}
      <LookAgain id={id} revision={revision} offered={permit.mayLookAgain} />
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
