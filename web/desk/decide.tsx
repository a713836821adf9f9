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
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useKeys } from '../shell/keys.js'
import { useLanguage } from '../shell/language.js'
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

/** 轮到的环节：what waits for missing papers waits at the first stage not yet taken. */
function awaitedStage({ state, route, steps }: SubmissionDetail): Stage {
  return state === 'awaitingPapers' ? route[steps.length]! : (state as Stage)
}

/** 通过或退回。There only where the server would let this person take the step. */
export function Decide({ detail, onDone }: Props) {
  const { say } = useLanguage()
  const { id, revision, abilities } = detail
  const { message } = App.useApp()
  const [asked, setAsked] = useState<'pass' | 'return'>()
  const queries = useQueryClient()
  const taking = useMutation<SubmissionDetail, Problem, Verdict>({
    mutationFn: ({ path, body }) => ask(pathOf(DESK_PATHS[path], { id }), { method: 'POST', body }),
    onSuccess: (_, { path }) => {
      void message.success(say(path === 'pass' ? DESK.passedSays : DESK.returnedSays))
      void queries.invalidateQueries()
      onDone()
    },
    onSettled: () => setAsked(undefined),
  })
  const mayPass = abilities.includes('pass')
  const mayReturn = abilities.includes('return')
  const stage = awaitedStage(detail)
  const stageName = mayPass || mayReturn ? say(STAGES[stage]) : ''
  const askPass = () => setAsked('pass')
  const askReturn = () => setAsked('return')
  const leave = () => setAsked(undefined)
  useKeys({ p: mayPass ? askPass : undefined, r: mayReturn ? askReturn : undefined })
  if (!mayPass && !mayReturn) return <p className="decide-none no-print">{say(DESK.notYours)}</p>
  return (
    <section className="card decide no-print" aria-label={say(DESK.yours)}>
      <h2>
        {say(DESK.yours)} · {stageName}
      </h2>
      <FormProblem error={taking.error} />
      <div className="decide-buttons">
        {mayPass && (
          <Button type="primary" size="large" loading={taking.isPending} onClick={askPass}>
            {say(DESK.pass, { stage: stageName })} <kbd>p</kbd>
          </Button>
        )}
        {mayReturn && (
          <Button size="large" danger disabled={taking.isPending} onClick={askReturn}>
            {say(DESK.return)} <kbd>r</kbd>
          </Button>
        )}
      </div>
      {asked === 'pass' && (
        <Dialog
          title={say(DESK.passAsk, { stage: stageName })}
          onClose={leave}
          action={{
            text: say(DESK.pass, { stage: stageName }),
            focused: true,
            busy: taking.isPending,
            onClick: () => taking.mutate({ path: 'pass', body: { stage, revision } }),
          }}
        >
          {say(DESK.passSays)}
        </Dialog>
      )}
      {asked === 'return' && (
        <ReturnDialog
          kind={detail.kind}
          busy={taking.isPending}
          onCancel={leave}
          onReturn={(reason) => taking.mutate({ path: 'return', body: { stage, revision, reason } })}
        />
      )}
    </section>
  )
}
