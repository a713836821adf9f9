import { Button } from 'antd'
import { insuranceName } from '../../src/kernel/terms.js'
import type { TransferDetail } from '../../src/transfer/contract.js'
import { areaName } from '../record/person-rows.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { TRANSFER } from './words.js'

type Information = NonNullable<TransferDetail['information']>
type Row = Information['rows'][number]

/** 信息表：the history row by row and the money; prints across the sheet. */
export function InformationForm({
  one,
  information,
}: {
  readonly one: TransferDetail
  readonly information: Information
}) {
  const { say, language } = useLanguage()
  const { months, deemedMonths, rows, money } = information
  const columns: Column<Row>[] = [
    {
      name: 'year',
      title: TRANSFER.year,
      cell: ({ year, backPay }) => `${year}${backPay ? ` ${say(TRANSFER.backPay)}` : ''}`,
    },
    { name: 'from', title: TRANSFER.from, cell: ({ from }) => monthText(from, language) },
    { name: 'through', title: TRANSFER.through, cell: ({ through }) => monthText(through, language) },
    { name: 'area', title: TRANSFER.area, cell: ({ area }) => say(areaName(area)) },
    { name: 'base', title: TRANSFER.base, amount: true, cell: ({ base }) => amountText(base) },
    { name: 'months', title: TRANSFER.months, amount: true, cell: ({ months }) => months },
    { name: 'employer', title: TRANSFER.employerPart, amount: true, cell: (row) => amountText(row.employerToAccount) },
    { name: 'person', title: TRANSFER.personPart, amount: true, cell: (row) => amountText(row.personToAccount) },
    { name: 'rate', title: TRANSFER.rate, amount: true, cell: ({ rate }) => (rate === undefined ? '' : percent(rate)) },
    { name: 'interest', title: TRANSFER.interest, amount: true, cell: ({ interest }) => some(interest) },
    { name: 'balance', title: TRANSFER.balance, amount: true, cell: ({ balance }) => some(balance) },
  ]
  const sums = ['before1998', 'from1998', 'since2006', 'account', 'wages', 'pooled'] as const
  return (
    <Section title={say(TRANSFER.information)}>
      <div className="transfer-form">
        <p>
          <strong>{say(TRANSFER.formTitle)}</strong> · {one.fullName}{' '}
          <span className="number">{one.identityNumber}</span> · {say(insuranceName(one.insurance))} ·{' '}
          {one.letterNumber}{' '}
          <Button className="no-print" onClick={printPage}>
            {say(TRANSFER.print)}
          </Button>
        </p>
        <DataTable
          caption={say(TRANSFER.formTitle)}
          columns={columns}
          rows={rows}
          step={1200}
          keyOf={(row, i) => `${row.year}/${row.from}/${i}`}
        />
        <dl className="transfer-sums card">
          <div>
            <dt>{say(TRANSFER.months)}</dt>
            <dd className="number">{months}</dd>
          </div>
          <div>
            <dt>{say(TRANSFER.deemedMonths)}</dt>
            <dd className="number">{deemedMonths}</dd>
          </div>
          {sums.map((name) => (
            <div key={name}>
              <dt>{say(TRANSFER[name])}</dt>
              <dd className="number">{amountText(money[name])}</dd>
            </div>
          ))}
          <div>
            <dt>{say(TRANSFER.all)}</dt>
            <dd className="number">
              <strong>{amountText(money.total)}</strong>
            </dd>
          </div>
        </dl>
      </div>
    </Section>
  )
}

function some(amount: number | undefined): string {
  return amount === undefined ? '' : amountText(amount)
}

/** Millionths as a percentage, exactly. */
function percent(ppm: number): string {
  return `${Math.floor(ppm / 10_000)}.${
    String(ppm % 10_000)
      .padStart(4, '0')
      .replace(/0+$/, '') || '0'
  }%`
}
