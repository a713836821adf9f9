import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { BANK_PATHS, type BankPreview } from '../../src/collection/bank-contract.js'
import { DraftNote } from '../desk/entry-form.js'
import { useFileEntry } from '../desk/file-entry.js'
import { amountText, dayText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useUpload } from '../shell/upload.js'
import { TemplateButtons } from '../standard/templates-page.js'
import { DropFile } from '../submission/drop-file.js'
import { shortInsurance } from '../submission/words.js'
import { DepositReversal } from './deposit-reversal.js'
import { RefusedList } from './refused-list.js'
import { FUND } from './words.js'

type Deposit = BankPreview['deposits'][number]

const DRAFT = 'bank-statement'

/** 专户银行流水：the cashier's. What was read of the file stands again after a reload, and is submitted once. */
export function BankPage() {
  const { say } = useLanguage()
  const [preview, setPreview] = useState<BankPreview>()
  const { restored, forget } = useDraft(DRAFT, { preview }, (kept) => setPreview(kept.preview), preview === undefined)
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
      <DraftNote restored={restored} reopened={false} />
      {preview === undefined && <DepositReversal />}
      {preview && <Preview key={preview.submission.id} preview={preview} forget={forget} />}
    </Page>
  )
}

function Preview({ preview, forget }: { readonly preview: BankPreview; readonly forget: () => Promise<void> }) {
  const { say } = useLanguage()
  const { rows, amount, late, deposits, refusedRows, submission, limitDays } = preview
  const [agrees, setAgrees] = useState(false)
  const path = pathOf(BANK_PATHS.submit, { id: submission.id })
  const sending = useFileEntry({ path, name: say(FUND.bank), draft: DRAFT, forget, filed: FUND.submitted })
  const body = { revision: submission.revision, acceptedOnly: refusedRows.length > 0 }
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
            onClick={() => sending.mutate({ body })}
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
