import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { STAGES } from '../../src/collection/contract.js'
import type { OfRevision, ParameterChange } from '../../src/collection/parameter-contract.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { ChangeContent } from './change-view.js'
import { ChangeState } from './changes-table.js'
import { PARAMETER_PATHS } from './paths.js'
import { PARAMETER } from './words.js'

/** 一件参数变更：its content, its trial, its steps; the administrator applies it from here. */
export function ChangePage() {
  const { id = '' } = useParams()
  const change = useAsk<ParameterChange>(pathOf(PARAMETER_PATHS.change, { id }))
  return <Answer of={change}>{(found) => <Change key={id} change={found} />}</Answer>
}

function Change({ change }: { readonly change: ParameterChange }) {
  const { say } = useLanguage()
  const { abilities, posting } = change
  return (
    <Page title={say(PARAMETER.changes)} actions={<ChangeState change={change} />}>
      <div className="desk-columns">
        <div className="desk-main">
          <ChangeContent change={change} />
        </div>
        <aside className="desk-side">
          {abilities.includes('apply') && <Apply change={change} />}
          {abilities.includes('resubmit') && <Resubmit change={change} />}
          <Steps change={change} />
          {posting !== undefined && <p className="number">{say(PARAMETER.posting, { posting })}</p>}
        </aside>
      </div>
    </Page>
  )
}

function Apply({ change: { id, revision } }: { readonly change: ParameterChange }) {
  const { say } = useLanguage()
  const [asked, setAsked] = useState(false)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const applying = useMutation<ParameterChange, Problem, OfRevision>({
    mutationFn: (body) => ask(pathOf(PARAMETER_PATHS.apply, { id }), { method: 'POST', body }),
    onSuccess: () => void message.success(say(PARAMETER.applied)),
    onSettled: () => {
      setAsked(false)
      void queries.invalidateQueries()
    },
  })
  return (
    <section className="card decide no-print" aria-label={say(PARAMETER.toApply)}>
      <h2>{say(PARAMETER.toApply)}</h2>
      <FormProblem error={applying.error} />
      <Button type="primary" size="large" loading={applying.isPending} onClick={() => setAsked(true)}>
        {say(PARAMETER.apply)}
      </Button>
      {asked && (
        <Dialog
          title={say(PARAMETER.applyAsk)}
          onClose={() => setAsked(false)}
          action={{
            text: say(PARAMETER.apply),
            focused: true,
            busy: applying.isPending,
            onClick: () => applying.mutate({ revision }),
          }}
        >
          {say(PARAMETER.applySays)}
        </Dialog>
      )}
    </section>
  )
}

/** 退回或未能施行的，改好再提：the next revision of the same proposal. */
function Resubmit({ change: { id, differences } }: { readonly change: ParameterChange }) {
  const { say } = useLanguage()
  const [first] = differences
  if (first === undefined) return null
  const to = `/parameters/${first.area}/${first.parameter}?resubmits=${id}&since=${first.since}`
  return (
    <p className="no-print">
      <Link to={to}>{say(PARAMETER.resubmit)}</Link>
    </p>
  )
}

function Steps({
  change: { enteredBy, fromRelease, enteredAt, steps, applied },
}: {
  readonly change: ParameterChange
}) {
  const { say, language } = useLanguage()
  return (
    <section className="card" aria-label={say(PARAMETER.steps4)}>
      <h2>{say(PARAMETER.steps4)}</h2>
      <ol className="parameter-steps">
        <li>
          {say(PARAMETER.proposedBy)} {fromRelease ? say(PARAMETER.byRelease) : enteredBy}
          <small>{instantText(enteredAt, language)}</small>
        </li>
        {steps.map(({ stage, verdict, by, at, reason }) => (
          <li key={`${stage}/${at}`}>
            {say(STAGES[stage])} {say(verdict === 'passed' ? PARAMETER.passed : PARAMETER.returned)} {by}
            <small>{instantText(at, language)}</small>
            {reason && <p>{reason}</p>}
          </li>
        ))}
        {applied && (
          <li>
            {say(PARAMETER.apply)} {applied.by}
            <small>{instantText(applied.at, language)}</small>
          </li>
        )}
      </ol>
    </section>
  )
}
