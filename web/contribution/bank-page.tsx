import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { BANK_PATHS, type BankPreview } from '../../src/collection/bank-contract.js'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { amountText, dayText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useUpload } from '../shell/upload.js'
import { TemplateButtons } from '../standard/templates-page.js'
import { DropFile } from '../submission/drop-file.js'
import { shortInsurance } from '../submission/words.js'
import { RefusedList } from './refused-list.js'
import { FUND } from './words.js'

type Deposit = BankPreview['deposits'][number]

/** 专户银行流水：the cashier's. */
export function BankPage() {
  const { say } = useLanguage()
  const [preview, setPreview] = useState<BankPreview>()
  const upload = useUpload<BankPreview>(setPreview)
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: BANK_PATHS.upload, form })
  }
  return (
    <Page
      title={say(FUND.bank)}
      lead={say(FUND.bankLead)}
      actions={<TemplateButtons at="/api/desk/standard" kind="bankStatement" name={say(FUND.bank)} />}
    >
      <FormProblem error={upload.error} />
      <DropFile label={say(FUND.file)} progress={upload.progress} onFile={send} />
      {preview && <Preview preview={preview} />}
    </Page>
  )
}

function Preview({ preview }: { readonly preview: BankPreview }) {
  const { say } = useLanguage()
  const { rows, amount, late, deposits, refusedRows, submission, limitDays } = preview
  const [agrees, setAgrees] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const sending = useMutation<SubmissionDetail, Problem>({
    mutationFn: () =>
      ask(pathOf(BANK_PATHS.submit, { id: submission.id }), {
        method: 'POST',
        body: { revision: submission.revision, acceptedOnly: refusedRows.length > 0 },
      }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      void message.success(say(FUND.submitted))
      navigate(`/submissions/${id}`)
    },
  })
  return (
    <>
      <p className="page-note">{say(FUND.rows, { rows, amount: amountText(amount) })}</p>
      <RefusedList rows={refusedRows} />
      <Section title={say(FUND.lateOf, { days: limitDays })}>
        {late.length === 0 ? <p>{say(FUND.noLate)}</p> : <Deposits deposits={late} />}
      </Section>
      {deposits.length > 0 && (
        <Section title={say(FUND.bank)}>
          <Deposits deposits={deposits} />
        </Section>
      )}
      {submission.abilities.includes('submit') && (
        <div className="submit-bar no-print">
          <FormProblem error={sending.error} />
          {refusedRows.length > 0 && (
            <Checkbox checked={agrees} onChange={({ target }) => setAgrees(target.checked)}>
              {say(FUND.acceptedOnly, { n: refusedRows.length })}
            </Checkbox>
          )}
          <Button
            type="primary"
            size="large"
            disabled={refusedRows.length > 0 && !agrees}
            loading={sending.isPending}
            onClick={() => sending.mutate()}
          >
            {say(FUND.submit)}
          </Button>
        </div>
      )}
    </>
  )
}

export function Deposits({ deposits }: { readonly deposits: readonly Deposit[] }) {
  const { say, language } = useLanguage()
  const columns: Column<Deposit>[] = [
    { name: 'serial', title: FUND.serial, cell: ({ serial }) => <span className="number">{serial}</span> },
    { name: 'account', title: FUND.account, cell: ({ account }) => <span className="number">{account}</span> },
    { name: 'voucher', title: FUND.voucher, cell: ({ levyVoucher }) => <span className="number">{levyVoucher}</span> },
    { name: 'insurance', title: FUND.insurance, cell: ({ insurance }) => say(shortInsurance(insurance)) },
    { name: 'amount', title: FUND.amount, amount: true, cell: ({ amount }) => amountText(amount) },
    { name: 'arrival', title: FUND.arrival, cell: ({ arrivalDay }) => dayText(arrivalDay, language) },
    { name: 'deposit', title: FUND.deposit, cell: ({ depositDay }) => dayText(depositDay, language) },
    { name: 'days', title: FUND.days, amount: true, cell: ({ days }) => days },
  ]
  return (
    <DataTable
      caption={say(FUND.bank)}
      columns={columns}
      rows={deposits}
      keyOf={({ serial, account }) => `${account}/${serial}`}
      toneOf={({ isLate }) => (isLate ? 'bad' : undefined)}
      step={50}
    />
  )
}
