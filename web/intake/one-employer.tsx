import { Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { FilingPreview } from '../../src/collection/filing-contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { useUpload } from '../shell/upload.js'
import { DropFile } from '../submission/drop-file.js'
import { INTAKE } from './words.js'

/** 窗口代收：one employer's filing, by the credit code on the paper. */
export function OneEmployer() {
  const { say } = useLanguage()
  const [creditCode, setCreditCode] = useState('')
  const [month, setMonth] = useState<string>(thisMonth())
  const navigate = useNavigate()
  const upload = useUpload<FilingPreview>(({ submission }) => navigate(`/submissions/${submission.id}`))
  const send = (file: File) => {
    const form = new FormData()
    form.set('creditCode', creditCode.trim())
    form.set('settlementMonth', month)
    form.set('file', file)
    upload.send({ path: '/api/desk/filings', form })
  }
  return (
    <section className="card" aria-label={say(INTAKE.oneEmployer)}>
      <h2>{say(INTAKE.oneEmployer)}</h2>
      <p>{say(INTAKE.oneSays)}</p>
      <Input
        aria-label={say(INTAKE.creditCode)}
        placeholder={say(INTAKE.creditCode)}
        maxLength={18}
        value={creditCode}
        onChange={({ target }) => setCreditCode(target.value)}
      />
      <MonthSelect label={say(INTAKE.month)} value={month} onChange={setMonth} />
      <FormProblem error={upload.error} />
      <DropFile label={say(INTAKE.oneEmployer)} progress={upload.progress} onFile={send} />
    </section>
  )
}
