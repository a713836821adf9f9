import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { EntryControl } from '../desk/entry-control.js'
import type { EntryField } from '../desk/entry-fields.js'
import { firstOf, shownProblem } from '../desk/entry-form.js'
import { problemOf, requestOf, type Typed } from '../desk/entry-values.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { withoutSent } from '../shell/sent.js'
import { BENEFIT } from './words.js'

interface Props {
  readonly fields: readonly EntryField[]
  readonly path: string
  readonly act: Both
  /** What is sent, where it is more than the fields. */
  readonly bodyOf?: (typed: object) => object | undefined
  readonly onDone?: (answer: { readonly id?: string }) => void
  readonly children?: ReactNode
}

/** 一张小表单：plain fields, sent to its own path; cleared once it is done. */
export function SmallForm({ fields, path, act, bodyOf = (typed) => typed, onDone, children }: Props) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState<Typed>(() => firstOf(fields))
  const [tried, setTried] = useState(false)
  const [isShort, setShort] = useState(false)
  const queries = useQueryClient()
  const sending = useMutation<{ readonly id?: string }, Problem, { body: object; typed: Typed }>({
    mutationFn: ({ body }) => ask(path, { method: 'POST', body }),
    onSuccess: (answer, sent) => {
      setTyped((now) => withoutSent(now, sent.typed, firstOf(fields)))
      setTried(false)
      void queries.invalidateQueries()
      onDone?.(answer)
    },
  })
  const finish = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const body = bodyOf(requestOf(fields, typed))
    const isRight = fields.every((field) => problemOf(field, typed[field.name]) === undefined)
    setShort(isRight && body === undefined)
    if (isRight && body !== undefined) sending.mutate({ body, typed })
  }
  return (
    <form className="card entry-form page-body" onSubmit={finish} noValidate aria-label={say(act)}>
      {fields.map((field) => (
        <EntryControl
          key={field.name}
          field={field}
          value={typed[field.name]}
          problem={shownProblem(field, typed[field.name], tried)}
          onChange={(value) => setTyped({ ...typed, [field.name]: value })}
        />
      ))}
      {children}
      <div className="entry-go">
        <FormProblem error={sending.error} />
        {isShort && (
          <p className="form-problem" role="alert">
            {say(BENEFIT.formShort)}
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={sending.isPending}>
          {say(act)}
        </Button>
      </div>
    </form>
  )
}
