import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { BENEFIT_KINDS } from '../../src/collection/fact-entry-contract.js'
import {
  type BatchAsked,
  type BatchPreview,
  type BatchRequest,
  PAY_DIFFERENCES,
} from '../../src/collection/payment-batch-contract.js'
import { INSURANCE_NAMES } from '../../src/kernel/terms.js'
import { EntryControl } from '../desk/entry-control.js'
import type { EntryField } from '../desk/entry-fields.js'
import type { Typed } from '../desk/entry-values.js'
import { amountText, countText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { thisMonth } from '../shell/month-select.js'
import { Page, Section } from '../shell/page.js'
import { BENEFIT_PATHS } from './paths.js'
import { BENEFIT } from './words.js'

const MONTH: EntryField = { name: 'payMonth', label: BENEFIT.payMonth, kind: 'month', required: true }
const DAY: EntryField = { name: 'paidDay', label: BENEFIT.paidDay, kind: 'day', required: true, most: 10 }
const INSURANCE: EntryField = {
  ...{ name: 'insurance', label: BENEFIT.insurance, kind: 'choice', required: true },
  choices: INSURANCE_NAMES,
}
const KIND: EntryField = {
  ...{ name: 'benefitKind', label: BENEFIT.benefitKind, kind: 'choice', required: true },
  choices: BENEFIT_KINDS,
}
const text = (value: Typed[string]) => (typeof value === 'string' ? value : '')

/** 支付批次：computed, held against last month, then made and filed. */
export function PaymentBatchesPage() {
  const { say } = useLanguage()
  const [payMonth, setMonth] = useState<string>(() => thisMonth())
  const [insurance, setInsurance] = useState('110')
  const [benefitKind, setKind] = useState('retirement')
  const [paidDay, setDay] = useState('')
  const asked = { payMonth, insurance, benefitKind } as BatchAsked
  const looking = useMutation<BatchPreview, Problem, BatchAsked>({
    mutationFn: (body) => ask(BENEFIT_PATHS.batchPreview, { method: 'POST', body }),
  })
  const making = useMaking()
  return (
    <Page title={say(BENEFIT.batches)} lead={say(BENEFIT.batchesLead)}>
      <div className="card entry-form page-body">
        <EntryControl field={MONTH} value={payMonth} problem={undefined} onChange={(value) => setMonth(text(value))} />
        <EntryControl
          field={INSURANCE}
          value={insurance}
          problem={undefined}
          onChange={(value) => setInsurance(text(value))}
        />
        <EntryControl field={KIND} value={benefitKind} problem={undefined} onChange={(value) => setKind(text(value))} />
        <EntryControl field={DAY} value={paidDay} problem={undefined} onChange={(value) => setDay(text(value))} />
        <div className="entry-go">
          <FormProblem error={looking.error ?? making.error} />
          <Button loading={looking.isPending} onClick={() => looking.mutate(asked)}>
            {say(BENEFIT.look)}
          </Button>
          <Button
            type="primary"
            disabled={paidDay === '' || looking.data === undefined || looking.data.rows === 0}
            loading={making.isPending}
            onClick={() => making.mutate({ ...asked, paidDay } as BatchRequest)}
          >
            {say(BENEFIT.make)}
          </Button>
        </div>
      </div>
      {looking.data && <Preview preview={looking.data} />}
    </Page>
  )
}

function useMaking() {
  const { say } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation<SubmissionDetail, Problem, BatchRequest>({
    mutationFn: (body) => ask(BENEFIT_PATHS.batches, { method: 'POST', body }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      void message.success(say(BENEFIT.filed))
      navigate(`/submissions/${id}`)
    },
  })
}

function Preview({ preview }: { readonly preview: BatchPreview }) {
  const { say } = useLanguage()
  const { persons, total, lastPersons, lastTotal, leftOutPersons, counts, shown, leftOut } = preview
  const figures = { persons: countText(persons), total: amountText(total), out: countText(leftOutPersons) }
  const last = { lastPersons: countText(lastPersons), lastTotal: amountText(lastTotal) }
  return (
    <>
      <p role="status">{say(BENEFIT.total, { ...figures, ...last })}</p>
      <Section title={say(BENEFIT.counts)}>
        <DataTable
          caption={say(BENEFIT.counts)}
          rows={counts}
          keyOf={({ difference }) => difference}
          columns={[
            { name: 'difference', title: BENEFIT.difference, cell: (row) => say(PAY_DIFFERENCES[row.difference]) },
            { name: 'persons', title: BENEFIT.persons, amount: true, cell: (row) => countText(row.persons) },
            { name: 'amount', title: BENEFIT.amount, amount: true, cell: (row) => amountText(row.amount) },
          ]}
        />
      </Section>
      {leftOut.length > 0 && (
        <Section title={say(BENEFIT.leftOut)}>
          <DataTable
            caption={say(BENEFIT.leftOut)}
            rows={leftOut}
            keyOf={({ identityNumber }, index) => `${identityNumber}/${index}`}
            toneOf={() => 'warn'}
            columns={[
              { name: 'person', title: BENEFIT.person, cell: Person },
              { name: 'amount', title: BENEFIT.amount, amount: true, cell: (row) => amountText(row.amount) },
              { name: 'why', title: BENEFIT.why, cell: ({ why }) => say(why) },
            ]}
          />
        </Section>
      )}
      <Section title={say(BENEFIT.shown)}>
        <DataTable
          caption={say(BENEFIT.shown)}
          rows={shown}
          keyOf={({ identityNumber }, index) => `${identityNumber}/${index}`}
          toneOf={({ difference }) => (difference === 'gone' || difference === 'arrears' ? 'warn' : undefined)}
          columns={[
            { name: 'person', title: BENEFIT.person, cell: Person },
            { name: 'difference', title: BENEFIT.difference, cell: (row) => say(PAY_DIFFERENCES[row.difference]) },
            { name: 'before', title: BENEFIT.before, amount: true, cell: (row) => amountText(row.before) },
            { name: 'after', title: BENEFIT.after, amount: true, cell: (row) => amountText(row.after) },
            { name: 'months', title: BENEFIT.months, amount: true, cell: (row) => countText(row.months) },
            { name: 'why', title: BENEFIT.why, cell: ({ why }) => (why === undefined ? '—' : say(why)) },
          ]}
        />
      </Section>
    </>
  )
}

function Person({ fullName, identityNumber }: { readonly fullName: string; readonly identityNumber: string }) {
  return (
    <>
      {fullName} <small className="number">{identityNumber}</small>
    </>
  )
}
