import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import {
  type PassRequest,
  type ReturnRequest,
  STAGES,
  type Stage,
  type SubmissionDetail,
} from '../../src/collection/contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useKeys } from './keys.js'
import { DESK_PATHS } from './paths.js'
import { ReturnDialog } from './return-dialog.js'
import { DESK } from './words.js'

interface Props {
  readonly detail: SubmissionDetail
  readonly onDone: () => void
}

type Verdict =
  | { readonly path: 'pass'; readonly body: PassRequest }
  | { readonly path: 'return'; readonly body: ReturnRequest }

/** 通过或退回。There only where the server would let this person take the step. */
export function Decide({ detail, onDone }: Props) {
  const { say } = useLanguage()
  const { id, revision, abilities } = detail
  const { modal, message } = App.useApp()
  const [returning, setReturning] = useState(false)
  const queries = useQueryClient()
  const taking = useMutation<SubmissionDetail, Problem, Verdict>({
    mutationFn: ({ path, body }) => ask(pathOf(DESK_PATHS[path], { id }), { method: 'POST', body }),
    onSuccess: (_, { path }) => {
      void message.success(say(path === 'pass' ? DESK.passedSays : DESK.returnedSays))
      void queries.invalidateQueries()
      onDone()
    },
    onSettled: () => setReturning(false),
  })
  const mayPass = abilities.includes('pass')
  const mayReturn = abilities.includes('return')
  const stage = detail.state as Stage
  const stageName = mayPass || mayReturn ? say(STAGES[stage]) : ''
  const pass = () =>
    void modal.confirm({
      title: say(DESK.passAsk, { stage: stageName }),
      content: say(DESK.passSays),
      okText: say(DESK.pass, { stage: stageName }),
      autoFocusButton: 'ok',
      onOk: () => taking.mutate({ path: 'pass', body: { stage, revision } }),
    })
  useKeys({ p: mayPass ? pass : undefined, r: mayReturn ? () => setReturning(true) : undefined })
  if (!mayPass && !mayReturn) return <p className="decide-none no-print">{say(DESK.notYours)}</p>
  return (
    <section className="card decide no-print" aria-label={say(DESK.yours)}>
      <h2>
        {say(DESK.yours)} · {stageName}
      </h2>
      <FormProblem error={taking.error} />
      <div className="decide-buttons">
        {mayPass && (
          <Button type="primary" size="large" loading={taking.isPending} onClick={pass}>
            {say(DESK.pass, { stage: stageName })} <kbd>p</kbd>
          </Button>
        )}
        {mayReturn && (
          <Button size="large" danger disabled={taking.isPending} onClick={() => setReturning(true)}>
            {say(DESK.return)} <kbd>r</kbd>
          </Button>
        )}
      </div>
      <ReturnDialog
        open={returning}
        busy={taking.isPending}
        onCancel={() => setReturning(false)}
        onReturn={(reason) => taking.mutate({ path: 'return', body: { stage, revision, reason } })}
      />
    </section>
  )
}
