import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import type { RegistrationPreview } from '../../src/collection/entry-contract.js'
import type { SubmitRequest } from '../../src/collection/filing-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { thisMonth } from '../shell/month-select.js'
import { useUpload } from '../shell/upload.js'
import { DropFile } from '../submission/drop-file.js'
import { Notices } from '../submission/notices.js'
import { RefusedRows } from '../submission/refused-rows.js'
import { EntryControl } from './entry-control.js'
import type { EntryField } from './entry-fields.js'
import type { Typed } from './entry-values.js'
import { DESK_PATHS } from './paths.js'

const BATCH = {
  month: { zh: '支付年月', en: 'Paid in' },
  day: { zh: '支付日期', en: 'Paid on' },
  batch: { zh: '支付批次', en: 'Batch' },
  file: { zh: '待遇支付批次文件（CSV 或 XLSX）', en: 'Payment batch (CSV or XLSX)' },
  rows: {
    zh: '共 {rowsIn} 行，接受 {accepted} 行，未接受 {refused} 行',
    en: '{rowsIn} rows: {accepted} accepted, {refused} refused',
  },
  submit: { zh: '提交审核（只含已接受的行）', en: 'File for review (accepted rows only)' },
} as const satisfies Record<string, Both>

const MONTH: EntryField = { name: 'payMonth', label: BATCH.month, kind: 'month', required: true }
const DAY: EntryField = { name: 'paidDay', label: BATCH.day, kind: 'day', required: true, most: 10 }
const NUMBER: EntryField = { name: 'batch', label: BATCH.batch, kind: 'text', required: true, most: 60 }
const put = (set: (text: string) => void) => (value: Typed[string]) => set(typeof value === 'string' ? value : '')

/** 待遇支付批次：the file in, what was accepted, what was refused and why; then to review. */
export function PaymentBatch() {
  const { say } = useLanguage()
  const [payMonth, setPayMonth] = useState<string>(() => thisMonth())
  const [paidDay, setPaidDay] = useState('')
  const [batch, setBatch] = useState('')
  const [preview, setPreview] = useState<RegistrationPreview>()
  const upload = useUpload<RegistrationPreview>(setPreview)
  const send = (file: File) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ payMonth, paidDay, batch })) form.set(name, value)
    form.set('file', file)
    upload.send({ path: DESK_PATHS.paymentFile, form })
  }
  if (preview) return <Previewed preview={preview} />
  return (
    <div className="card entry-form">
      <EntryControl field={MONTH} value={payMonth} problem={undefined} onChange={put(setPayMonth)} />
      <EntryControl field={DAY} value={paidDay} problem={undefined} onChange={put(setPaidDay)} />
      <EntryControl field={NUMBER} value={batch} problem={undefined} onChange={put(setBatch)} />
      <div className="entry-go">
        <FormProblem error={upload.error} />
      </div>
      <div className="entry-file">
        <DropFile label={say(BATCH.file)} progress={upload.progress} onFile={send} />
      </div>
    </div>
  )
}

function Previewed({ preview }: { readonly preview: RegistrationPreview }) {
  const { say } = useLanguage()
  const { submission, notices, refusedRows } = preview
  const { id, revision, rowsIn, accepted, refused, abilities, fileName } = submission
  const navigate = useNavigate()
  const queries = useQueryClient()
  const submitting = useMutation<SubmissionDetail, Problem, SubmitRequest>({
    mutationFn: (body) => ask(pathOf(DESK_PATHS.paymentSubmit, { id }), { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries()
      navigate(`/submissions/${id}`)
    },
  })
  return (
    <div className="page-body">
      <p role="status">{say(BATCH.rows, { rowsIn, accepted, refused })}</p>
      <Notices notices={notices} />
      <FormProblem error={submitting.error} />
      {abilities.includes('submit') && (
        <Button
          type="primary"
          loading={submitting.isPending}
          onClick={() => submitting.mutate({ revision, acceptedOnly: refused > 0 })}
        >
          {say(BATCH.submit)}
        </Button>
      )}
      <RefusedRows id={id} rows={refusedRows} all={refused} fileName={fileName} />
    </div>
  )
}
