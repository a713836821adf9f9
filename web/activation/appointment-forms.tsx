import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { APPOINTMENT } from './appointment-words.js'

export const APPOINTMENTS_PATH = '/api/desk/appointments'

interface Props {
  readonly creditCode: string
  readonly onDone: () => void
}

const EMPTY = { login: '', proof: '', from: '', through: '' }

/** 委派：by the proof of the employer, for a term. */
export function AppointForm({ creditCode, onDone }: Props) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState(EMPTY)
  const appoint = useMutation<void, Problem>({
    mutationFn: async () => {
      const { through, ...rest } = typed
      const body = { creditCode, ...rest, login: rest.login.trim(), proof: rest.proof.trim() }
      await ask(APPOINTMENTS_PATH, { method: 'POST', body: through === '' ? body : { ...body, through } })
    },
    onSuccess: () => {
      setTyped(EMPTY)
      onDone()
    },
  })
  const isWhole = typed.login.trim() !== '' && typed.proof.trim().length >= 2 && typed.from !== ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) appoint.mutate()
  }
  const field = (name: keyof typeof EMPTY, label: Both, type = 'text') => (
    <Field
      id={`appoint-${name}`}
      label={say(label)}
      type={type}
      value={typed[name]}
      onChange={(text) => setTyped({ ...typed, [name]: text })}
    />
  )
  return (
    <form className="card activation-panel" onSubmit={send} noValidate>
      <FormProblem error={appoint.error} />
      {appoint.isSuccess && <p role="status">{say(APPOINTMENT.saved)}</p>}
      {field('login', APPOINTMENT.login)}
      {field('proof', APPOINTMENT.proof)}
      {field('from', APPOINTMENT.from, 'date')}
      {field('through', APPOINTMENT.through, 'date')}
      <div>
        <Button type="primary" htmlType="submit" loading={appoint.isPending} disabled={!isWhole}>
          {say(APPOINTMENT.save)}
        </Button>
      </div>
    </form>
  )
}

/** 终止委派：at once. */
export function EndForm({ creditCode, onDone }: Props) {
  const { say } = useLanguage()
  const [login, setLogin] = useState('')
  const end = useMutation<void, Problem>({
    mutationFn: async () => {
      await ask(`${APPOINTMENTS_PATH}/end`, { method: 'POST', body: { creditCode, login: login.trim() } })
    },
    onSuccess: () => {
      setLogin('')
      onDone()
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (login.trim() !== '') end.mutate()
  }
  return (
    <form className="card activation-panel" onSubmit={send} noValidate>
      <p className="page-lead">{say(APPOINTMENT.endSays)}</p>
      <FormProblem error={end.error} />
      {end.isSuccess && <p role="status">{say(APPOINTMENT.gone)}</p>}
      <Field id="end-login" label={say(APPOINTMENT.login)} value={login} onChange={setLogin} />
      <div>
        <Button danger htmlType="submit" loading={end.isPending} disabled={login.trim() === ''}>
          {say(APPOINTMENT.endNow)}
        </Button>
      </div>
    </form>
  )
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly type?: string
  readonly value: string
  readonly onChange: (text: string) => void
}

function Field({ id, label, type = 'text', value, onChange }: FieldProps) {
  return (
    <div className="entry-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type={type}
        autoComplete="off"
        maxLength={100}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
