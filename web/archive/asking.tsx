import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useSend } from './use-send.js'

export interface Asked {
  readonly name: string
  readonly label: Both
  readonly type?: 'text' | 'date' | 'number'
  readonly most?: number
  readonly choices?: readonly { readonly value: string; readonly text: string }[]
  readonly first?: string
  /** 可空. */
  readonly optional?: boolean
}

interface Props<T> {
  readonly title: Both
  readonly fields: readonly Asked[]
  readonly path: string
  readonly bodyOf: (typed: Readonly<Record<string, string>>) => object
  readonly onDone?: (answer: T) => void
  readonly danger?: boolean
  /** Asked for just now, below what is on the screen: the first field is brought into view. */
  readonly focused?: boolean
}

/** 一张小表单：a few fields and one button; what the server refuses is said beside it. */
export function Asking<T>({ title, fields, path, bodyOf, onDone, danger = false, focused = false }: Props<T>) {
  const { say } = useLanguage()
  const id = useId()
  const first = Object.fromEntries(fields.map(({ name, first = '' }) => [name, first]))
  const [typed, setTyped] = useState<Record<string, string>>(first)
  const sending = useSend<T>((answer) => {
    setTyped(first)
    onDone?.(answer)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sending.mutate({ path, body: bodyOf(typed) })
  }
  const isFull = fields.every(({ name, optional }) => optional === true || (typed[name] ?? '').trim() !== '')
  return (
    <form className="card entry-form no-print" onSubmit={submit} aria-label={say(title)}>
      {fields.map(({ name, label, type = 'text', most = 200, choices }, i) => (
        <div key={name} className="entry-field">
          <label htmlFor={`${id}-${name}`}>{say(label)}</label>
          {choices === undefined ? (
            <Input
              id={`${id}-${name}`}
              type={type}
              autoFocus={focused && i === 0}
              maxLength={most}
              value={typed[name] ?? ''}
              onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
            />
          ) : (
            <select
              id={`${id}-${name}`}
              value={typed[name] ?? ''}
              onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
            >
              <option value="">—</option>
              {choices.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </div>
      ))}
      <div className="entry-go">
        <FormProblem error={sending.error} />
        <Button type="primary" danger={danger} htmlType="submit" disabled={!isFull} loading={sending.isPending}>
          {say(title)}
        </Button>
      </div>
    </form>
  )
}
