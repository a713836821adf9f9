import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { STATES, SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { ProgressAnswer, ProgressRequest } from '../../src/collection/intake-contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import './intake.css'
import { INTAKE } from './words.js'

/** 办理进度，公开：by the serial on the acceptance slip and the last four. */
export function ProgressPage() {
  const { say } = useLanguage()
  const [serial, setSerial] = useState('')
  const [lastFour, setLastFour] = useState('')
  const asking = useMutation<ProgressAnswer, Problem, ProgressRequest>({
    mutationFn: (body) => ask('/api/progress', { method: 'POST', body }),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (serial.trim() !== '' && lastFour.trim() !== '')
      asking.mutate({ serial: serial.trim(), lastFour: lastFour.trim() })
  }
  return (
    <Page title={say(INTAKE.progress)} lead={say(INTAKE.progressLead)}>
      <form className="card progress-form" onSubmit={send} noValidate>
        <label htmlFor="progress-serial">{say(INTAKE.serial)}</label>
        <Input
          id="progress-serial"
          autoComplete="off"
          maxLength={40}
          value={serial}
          onChange={({ target }) => setSerial(target.value)}
        />
        <label htmlFor="progress-four">{say(INTAKE.lastFour)}</label>
        <Input
          id="progress-four"
          autoComplete="off"
          maxLength={8}
          value={lastFour}
          onChange={({ target }) => setLastFour(target.value)}
        />
        <FormProblem error={asking.error} />
        <Button type="primary" htmlType="submit" loading={asking.isPending}>
          {say(INTAKE.look)}
        </Button>
      </form>
      <div aria-live="polite">{asking.data && <Outcome answer={asking.data} />}</div>
    </Page>
  )
}

function Outcome({ answer }: { readonly answer: ProgressAnswer }) {
  const { say, language } = useLanguage()
  const { found } = answer
  if (found === undefined) return <p role="status">{say(INTAKE.unknown)}</p>
  return (
    <section className="card receipt">
      <dl>
        <div>
          <dt>{say(INTAKE.matter)}</dt>
          <dd>{say(SUBMISSION_KINDS[found.kind])}</dd>
        </div>
        <div>
          <dt>{say(INTAKE.state)}</dt>
          <dd>
            <strong>{say(STATES[found.progress])}</strong>
          </dd>
        </div>
        <div>
          <dt>{say(INTAKE.agency)}</dt>
          <dd>{found.agency}</dd>
        </div>
        <div>
          <dt>{say(INTAKE.receivedAt)}</dt>
          <dd>{instantText(found.receivedAt, language)}</dd>
        </div>
        <div>
          <dt>{say(INTAKE.due)}</dt>
          <dd>
            {dayText(found.due.day, language)} {found.due.provisional && say(INTAKE.provisional)}
          </dd>
        </div>
      </dl>
      <h2>{say(INTAKE.missing)}</h2>
      <p>{found.missing.length === 0 ? say(INTAKE.nothingMissing) : found.missing.map((one) => say(one)).join('、')}</p>
    </section>
  )
}
