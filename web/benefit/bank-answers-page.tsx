import { Button } from 'antd'
import { useState } from 'react'
import type { PostedBatches } from '../../src/collection/payment-batch-contract.js'
import { amountText, countText, instantText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { shortInsurance } from '../submission/words.js'
import { BENEFIT_PATHS } from './paths.js'
import { PaymentResults } from './payment-results.js'
import { BENEFIT } from './words.js'

type Batch = PostedBatches['items'][number]

/** 银行回盘：the cashier's; every posted batch, and what the bank has said of it. */
export function BankAnswersPage() {
  const { say } = useLanguage()
  const batches = useAsk<PostedBatches>(BENEFIT_PATHS.batches)
  const [opened, setOpened] = useState<string>()
  return (
    <Page title={say(BENEFIT.results)} lead={say(BENEFIT.resultsLead)}>
      <Answer of={batches} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(BENEFIT.noPosted)} />
          ) : (
            <Batches items={items} opened={opened} onOpen={setOpened} />
          )
        }
      </Answer>
      {opened && <PaymentResults key={opened} id={opened} />}
    </Page>
  )
}

interface Props {
  readonly items: readonly Batch[]
  readonly opened: string | undefined
  readonly onOpen: (id: string) => void
}

function Batches({ items, opened, onOpen }: Props) {
  const { say, language } = useLanguage()
  const columns: Column<Batch>[] = [
    {
      name: 'month',
      title: BENEFIT.payMonth,
      cell: ({ payMonth }) => (payMonth === undefined ? '—' : monthText(payMonth, language)),
    },
    {
      name: 'insurance',
      title: BENEFIT.insurance,
      cell: ({ insurances }) => insurances.map((one) => say(shortInsurance(one))).join('、') || '—',
    },
    { name: 'filed', title: BENEFIT.at, cell: ({ filedAt }) => instantText(filedAt, language) },
    { name: 'rows', title: BENEFIT.rows, amount: true, cell: ({ rows }) => countText(rows) },
    { name: 'total', title: BENEFIT.amount, amount: true, cell: ({ total }) => amountText(total) },
    { name: 'answers', title: BENEFIT.answers, amount: true, cell: ({ answers }) => countText(answers) },
    { name: 'paid', title: BENEFIT.paidRows, amount: true, cell: ({ paid }) => countText(paid) },
    { name: 'failed', title: BENEFIT.failedRows, amount: true, cell: ({ failed }) => countText(failed) },
    {
      name: 'open',
      title: BENEFIT.takeIn,
      cell: ({ id }) => (
        <Button size="small" type={opened === id ? 'primary' : 'default'} onClick={() => onOpen(id)}>
          {say(BENEFIT.takeIn)}
        </Button>
      ),
    },
  ]
  return (
    <DataTable
      caption={say(BENEFIT.results)}
      rows={items}
      keyOf={({ id }) => id}
      toneOf={({ answers }) => (answers === 0 ? 'warn' : undefined)}
      columns={columns}
    />
  )
}
