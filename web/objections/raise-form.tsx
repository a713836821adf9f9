import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import {
  OBJECTION_REASONS,
  type ObjectionCase,
  type ObjectionView,
  type RaiseRequest,
} from '../../src/objections/contract.js'
import type { Objecting } from '../record/source.js'
import { dayText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Choose } from './choose.js'
import { CAME, CounterFields, cameBody, isComplete } from './counter-fields.js'
import './objections.css'
import { ProofField } from './proof-field.js'
import { OBJECTION } from './words.js'

type Reason = RaiseRequest['reason']

/** 提出异议的表单：a reason, one's own words, a proof if there is one. */
export function RaiseForm({
  to,
  about,
}: {
  readonly to: Objecting
  readonly about: { readonly path?: string; readonly value?: number | string } & Readonly<Record<string, unknown>>
}) {
  const { say, language } = useLanguage()
  const [reason, setReason] = useState<Reason>('amount')
  const [words, setWords] = useState('')
  const [paper, setPaper] = useState<PaperView>()
  const [came, setCame] = useState(CAME)
  const queries = useQueryClient()
  const raising = useMutation<ObjectionView | ObjectionCase, Problem>({
    mutationFn: () =>
      ask(to.path, {
        method: 'POST',
        body: {
          ...{ ...about, reason, words: words.trim(), ...to.body },
          ...(to.atCounter ? cameBody(came) : {}),
          ...(paper === undefined ? {} : { documentId: paper.documentId }),
        },
      }),
    onSuccess: () => queries.invalidateQueries(),
  })
  if (raising.data !== undefined) {
    const made = 'objection' in raising.data ? raising.data.objection : raising.data
    return (
      <p role="status" className="card">
        {say(OBJECTION.sent, { serial: made.serial, day: dayText(made.clock.dueDay, language) })}
      </p>
    )
  }
  return (
    <div className="objection-form">
      <p>{say(OBJECTION.raiseLead)}</p>
      <FormProblem error={raising.error} />
      {to.atCounter && <CounterFields papers={to.papers} value={came} onChange={setCame} />}
      <Choose label={say(OBJECTION.reason)} of={OBJECTION_REASONS} value={reason} onChange={setReason} />
      <label className="objection-field">
        <span>{say(OBJECTION.words)}</span>
        <textarea rows={4} maxLength={2000} value={words} onChange={({ target }) => setWords(target.value)} />
      </label>
      <ProofField path={to.papers} paper={paper} onPaper={setPaper} />
      <Button
        type="primary"
        disabled={words.trim().length < 4 || (to.atCounter === true && !isComplete(came))}
        loading={raising.isPending}
        onClick={() => raising.mutate()}
      >
        {say(OBJECTION.send)}
      </Button>
    </div>
  )
}
