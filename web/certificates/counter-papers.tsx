import { useMutation } from '@tanstack/react-query'
import { Button, Input, InputNumber } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { askFile, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { saveFile } from '../shell/save-file.js'
import './certificates.css'
import { PAPERS } from './words.js'

interface Props {
  readonly personId: string
  readonly purpose: string
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** 窗口出具：the year's statement and the proofs of enrolment and of benefits, as files to be printed and handed over. */
export function CounterPapers({ personId, purpose }: Props) {
  const { say } = useLanguage()
  const [year, setYear] = useState<number | null>(null)
  const [span, setSpan] = useState({ from: '', through: '' })
  const isOdd = Object.values(span).some((month) => month !== '' && !MONTH.test(month))
  const months = Object.fromEntries(Object.entries(span).filter(([, month]) => month !== ''))
  const month = (which: 'from' | 'through') => (
    <label>
      {say(PAPERS[which])}{' '}
      <Input
        className="counter-month"
        placeholder="2026-03"
        maxLength={7}
        value={span[which]}
        status={span[which] === '' || MONTH.test(span[which]) ? '' : 'error'}
        onChange={({ target }) => setSpan({ ...span, [which]: target.value.trim() })}
      />
    </label>
  )
  return (
    <div className="counter-papers">
      <PaperForm
        {...{ personId, path: '/api/persons/:personId/statements', title: say(PAPERS.statement) }}
        body={year === null ? undefined : { year, purpose }}
      >
        <label>
          {say(PAPERS.year)} <InputNumber min={1992} max={2999} precision={0} value={year} onChange={setYear} />
        </label>
      </PaperForm>
      <PaperForm
        {...{ personId, path: '/api/persons/:personId/contribution-proofs', title: say(PAPERS.proof) }}
        body={isOdd ? undefined : { ...months, purpose }}
      >
        {month('from')}
        {month('through')}
        <small>{say(PAPERS.whole)}</small>
      </PaperForm>
      <PaperForm
        {...{ personId, path: '/api/persons/:personId/benefit-proofs', title: say(PAPERS.benefitProof) }}
        body={{ purpose }}
      />
      <small>{say(PAPERS.atCounter)}</small>
    </div>
  )
}

interface FormProps {
  readonly personId: string
  readonly path: string
  readonly title: string
  /** Undefined until what is asked for is whole. */
  readonly body: object | undefined
  readonly children?: ReactNode
}

function PaperForm({ personId, path, title, body, children }: FormProps) {
  const { say } = useLanguage()
  const issue = useMutation<void, Problem>({
    mutationFn: async () => {
      const { blob, name } = await askFile(pathOf(path, { personId }), { method: 'POST', body })
      saveFile(blob, name)
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (body !== undefined) issue.mutate()
  }
  return (
    <form className="counter-paper" aria-label={title} onSubmit={send}>
      <strong>{title}</strong>
      {children}
      <Button htmlType="submit" loading={issue.isPending} disabled={body === undefined}>
        {say(PAPERS.issueFile)}
      </Button>
      <FormProblem error={issue.error} />
    </form>
  )
}
