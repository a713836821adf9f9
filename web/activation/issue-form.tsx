import { Button } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { REAL_NAME } from './words.js'

interface Props {
  readonly name: string
  readonly lead?: string
  readonly error: Parameters<typeof FormProblem>[0]['error']
  readonly isPending: boolean
  /** Everything that is asked for is there. */
  readonly isWhole: boolean
  readonly onSend: () => void
  readonly children: ReactNode
}

/** 核验身份后发码的表单，of a person and of an operator alike. */
export function IssueForm({ name, lead, error, isPending, isWhole, onSend, children }: Props) {
  const { say } = useLanguage()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) onSend()
  }
  return (
    <form className="card activation-panel" onSubmit={send} noValidate aria-label={name}>
      {lead !== undefined && <p className="page-lead">{lead}</p>}
      <FormProblem error={error} />
      {children}
      <div>
        <Button type="primary" htmlType="submit" loading={isPending} disabled={!isWhole}>
          {say(REAL_NAME.issue)}
        </Button>
      </div>
    </form>
  )
}
