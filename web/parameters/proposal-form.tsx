import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Segmented } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { PaperView } from '../../src/archive/contract.js'
import {
  type ParameterChange,
  type ParameterChangeRequest,
  type ParameterStatus,
  type ParameterView,
  STATUSES,
  type VersionView,
} from '../../src/collection/parameter-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { PARAMETER_PATHS } from './paths.js'
import { bodyOf, firstOf, type Proposal, problemsOf } from './proposal-values.js'
import { PARAMETER, unitOf } from './words.js'

interface Props {
  readonly area: string
  readonly parameter: ParameterView
  /** The version to change; nothing for a new one. */
  readonly from: VersionView | undefined
  /** A returned proposal whose next revision this is. */
  readonly resubmits?: string | undefined
  readonly onCancel: () => void
}

/** 提出一个版本。What is wrong with its sense the server says, with file and key. */
export function ProposalForm({ area, parameter, from, resubmits, onCancel }: Props) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState<Proposal>(() => firstOf(parameter, from))
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const filing = useMutation<ParameterChange, Problem, ParameterChangeRequest>({
    mutationFn: (body) => ask(PARAMETER_PATHS.changes, { method: 'POST', query: { resubmits }, body }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      void message.success(say(PARAMETER.filed))
      navigate(`/parameter-changes/${id}`)
    },
  })
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const problems = problemsOf(typed)
  const put = (change: Partial<Proposal>) => setTyped({ ...typed, ...change })
  const finish = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problems).length === 0) filing.mutate(bodyOf(area, parameter.id, typed))
  }
  const wrong = (name: keyof Proposal) => (tried ? problems[name] : undefined)
  return (
    <form ref={form} className="card proposal-form" onSubmit={finish} noValidate aria-label={say(PARAMETER.propose)}>
      <h2>{say(from === undefined ? PARAMETER.propose : PARAMETER.change)}</h2>
      <p>{say(PARAMETER.proposeLead)}</p>
      <div className="proposal-fields">
        <Field label={PARAMETER.since} hint={PARAMETER.sinceHint} problem={wrong('since')}>
          {(id) => (
            <Input id={id} value={typed.since} maxLength={7} onChange={({ target }) => put({ since: target.value })} />
          )}
        </Field>
        <Field label={PARAMETER.until} hint={PARAMETER.untilHint} problem={wrong('until')} isOptional>
          {(id) => (
            <Input id={id} value={typed.until} maxLength={7} onChange={({ target }) => put({ until: target.value })} />
          )}
        </Field>
        <Field
          label={PARAMETER.value}
          hint={typed.byClass ? PARAMETER.byHint : PARAMETER.valueHint}
          problem={wrong('value')}
        >
          {(id) =>
            typed.byClass ? (
              <Input.TextArea
                id={id}
                rows={4}
                value={typed.value}
                onChange={({ target }) => put({ value: target.value })}
              />
            ) : (
              <Input
                id={id}
                value={typed.value}
                suffix={say(unitOf(parameter.unit))}
                onChange={({ target }) => put({ value: target.value })}
              />
            )
          }
        </Field>
        <Field label={PARAMETER.basis} problem={wrong('basis')}>
          {(id) => (
            <Input
              id={id}
              value={typed.basis}
              maxLength={200}
              onChange={({ target }) => put({ basis: target.value })}
            />
          )}
        </Field>
        <Field label={PARAMETER.status}>
          {() => (
            <Segmented
              aria-label={say(PARAMETER.status)}
              value={typed.status}
              options={Object.entries(STATUSES).map(([value, both]) => ({ value, label: say(both) }))}
              onChange={(status) => put({ status: status as ParameterStatus })}
            />
          )}
        </Field>
        <Field label={PARAMETER.explanation} hint={PARAMETER.explanationHint} problem={wrong('explanation')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={500}
              value={typed.explanation}
              onChange={({ target }) => put({ explanation: target.value })}
            />
          )}
        </Field>
        <PaperField documentId={typed.documentId} onTaken={(documentId) => put({ documentId })} />
      </div>
      <FormProblem error={filing.error} />
      <div className="proposal-go">
        <Button onClick={onCancel}>{say({ zh: '取消', en: 'Cancel' })}</Button>
        <Button type="primary" htmlType="submit" loading={filing.isPending}>
          {say(PARAMETER.submit)}
        </Button>
      </div>
    </form>
  )
}

interface FieldProps {
  readonly label: Both
  readonly hint?: Both
  readonly problem?: Both | undefined
  readonly isOptional?: boolean
  readonly children: (id: string) => ReactNode
}

function Field({ label, hint, problem, isOptional = false, children }: FieldProps) {
  const { say } = useLanguage()
  const id = useId()
  const below = problem ?? hint
  return (
    <div className="entry-field">
      <label htmlFor={id}>
        {say(label)}
        {isOptional && <small> {say(PARAMETER.optional)}</small>}
      </label>
      {children(id)}
      {below && <small className={problem ? 'entry-wrong' : 'entry-hint'}>{say(below)}</small>}
    </div>
  )
}

interface PaperProps {
  readonly documentId: string | undefined
  readonly onTaken: (documentId: string) => void
}

function PaperField({ documentId, onTaken }: PaperProps) {
  const { say } = useLanguage()
  const sending = useMutation<PaperView, Problem, File>({
    mutationFn: (file) => {
      const body = new FormData()
      body.append('file', file)
      return ask(PARAMETER_PATHS.papers, { method: 'POST', body })
    },
    onSuccess: (paper) => onTaken(paper.documentId),
  })
  return (
    <Field label={PARAMETER.paper} hint={PARAMETER.paperHint} isOptional>
      {(id) => (
        <>
          <input
            id={id}
            type="file"
            accept=".pdf,.jpg,.jpeg,.png"
            onChange={({ target }) => target.files?.[0] && sending.mutate(target.files[0])}
          />
          {documentId !== undefined && <small role="status">{say(PARAMETER.paperTaken)}</small>}
          <FormProblem error={sending.error} />
        </>
      )}
    </Field>
  )
}
