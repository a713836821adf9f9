import { App, Button, Input, Pagination, Segmented } from 'antd'
import { useState } from 'react'
import {
  CATALOGUE_CHANGES,
  CATALOGUE_NAMES,
  type CatalogueHistory,
  type CataloguePage,
  type CatalogueRow,
} from '../../src/collection/catalogue-contract.js'
import { parseYuan } from '../../src/kernel/money.js'
import type { EntryField } from '../desk/entry-fields.js'
import { amountText, dayText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { BENEFIT_PATHS } from './paths.js'
import { SmallForm } from './small-form.js'
import { BENEFIT } from './words.js'

type Name = keyof typeof CATALOGUE_NAMES
const PAGE_ROWS = 50

/** 目录与定点机构：as they stand, with the history of every code. */
export function CataloguesPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const [catalogue, setCatalogue] = useState<Name>('drug')
  const [find, setFind] = useState('')
  const [page, setPage] = useState(1)
  const [code, setCode] = useState<string>()
  const path = pathOf(BENEFIT_PATHS.catalogue, { catalogue })
  const found = useAsk<CataloguePage>(path, { find, page: String(page) })
  return (
    <Page title={say(BENEFIT.catalogues)} lead={say(BENEFIT.cataloguesLead)}>
      <div className="toolbar">
        <Segmented
          value={catalogue}
          aria-label={say(BENEFIT.catalogues)}
          options={(Object.keys(CATALOGUE_NAMES) as Name[]).map((value) => ({
            value,
            label: say(CATALOGUE_NAMES[value]),
          }))}
          onChange={(value) => {
            setCatalogue(value)
            setPage(1)
          }}
        />
        <Input.Search
          className="catalogue-find"
          aria-label={say(BENEFIT.find)}
          placeholder={say(BENEFIT.find)}
          maxLength={60}
          allowClear
          onSearch={(value) => {
            setFind(value)
            setPage(1)
          }}
        />
      </div>
      <Answer of={found} rows={6}>
        {({ items, total }) =>
          total === 0 ? (
            <Empty title={say(BENEFIT.empty)} />
          ) : (
            <>
              <Rows items={items} onHistory={setCode} />
              <Pagination
                current={page}
                total={total}
                pageSize={PAGE_ROWS}
                showSizeChanger={false}
                onChange={setPage}
              />
            </>
          )
        }
      </Answer>
      {can('parameter.propose') && <Propose catalogue={catalogue} />}
      {code !== undefined && <History catalogue={catalogue} code={code} onClose={() => setCode(undefined)} />}
    </Page>
  )
}

function useColumns(): Column<CatalogueRow>[] {
  const { language } = useLanguage()
  const dash = '—'
  return [
    { name: 'code', title: BENEFIT.code, cell: ({ code }) => <span className="number">{code}</span> },
    { name: 'name', title: BENEFIT.name, cell: ({ name }) => name },
    { name: 'category', title: BENEFIT.category, cell: ({ category }) => category ?? dash },
    {
      ...{ name: 'selfPay', title: BENEFIT.selfPay, amount: true },
      cell: ({ selfPay }) => (selfPay === undefined ? dash : String(selfPay / 10_000)),
    },
    {
      ...{ name: 'amount', title: BENEFIT.limit, amount: true },
      cell: ({ amount }) => (amount === undefined ? dash : amountText(amount)),
    },
    { name: 'unit', title: BENEFIT.priceUnit, cell: ({ unit }) => unit ?? dash },
    { name: 'from', title: BENEFIT.fromDay, cell: ({ fromDay }) => dayText(fromDay, language) },
    { name: 'document', title: BENEFIT.document, cell: ({ document }) => document },
  ]
}

function Rows({ items, onHistory }: { readonly items: CatalogueRow[]; readonly onHistory: (code: string) => void }) {
  const { say } = useLanguage()
  const columns = useColumns()
  const history: Column<CatalogueRow> = {
    ...{ name: 'history', title: BENEFIT.history },
    cell: ({ code }) => (
      <Button size="small" onClick={() => onHistory(code)}>
        {say(BENEFIT.history)}
      </Button>
    ),
  }
  return (
    <DataTable
      caption={say(BENEFIT.catalogues)}
      rows={items}
      keyOf={({ code }) => code}
      columns={[...columns, history]}
    />
  )
}

interface HistoryProps {
  readonly catalogue: Name
  readonly code: string
  readonly onClose: () => void
}

function History({ catalogue, code, onClose }: HistoryProps) {
  const { say } = useLanguage()
  const columns = useColumns()
  const found = useAsk<CatalogueHistory>(pathOf(BENEFIT_PATHS.catalogueEntry, { catalogue, code }))
  const change: Column<CatalogueRow> = {
    ...{ name: 'change', title: BENEFIT.change },
    cell: (row) => say(CATALOGUE_CHANGES[row.change]),
  }
  return (
    <Dialog title={`${say(BENEFIT.history)} ${code}`} onClose={onClose} wide>
      <Answer of={found} rows={3}>
        {({ items }) => (
          <DataTable
            caption={say(BENEFIT.history)}
            rows={items}
            keyOf={({ posting }, index) => `${posting}/${index}`}
            columns={[change, ...columns]}
          />
        )}
      </Answer>
    </Dialog>
  )
}

const text = (name: string, label: EntryField['label'], most: number, required = true): EntryField => ({
  ...{ name, label, kind: 'text', required, most },
})
const FIELDS: readonly EntryField[] = [
  { name: 'change', label: BENEFIT.change, kind: 'choice', required: true, choices: CATALOGUE_CHANGES, first: 'add' },
  text('code', BENEFIT.code, 40),
  text('name', BENEFIT.name, 200),
  text('category', BENEFIT.category, 40, false),
  text('selfPay', BENEFIT.selfPay, 8, false),
  text('limit', BENEFIT.limit, 16, false),
  text('unit', BENEFIT.priceUnit, 40, false),
  { name: 'fromDay', label: BENEFIT.fromDay, kind: 'day', required: true },
  text('document', BENEFIT.document, 100),
  text('explanation', BENEFIT.explanation, 500),
]

/** 提出一项变更；reviewed and approved by others before it stands. */
function Propose({ catalogue }: { readonly catalogue: Name }) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  return (
    <Section title={say(BENEFIT.proposeChange)}>
      <SmallForm
        key={catalogue}
        fields={FIELDS}
        path={BENEFIT_PATHS.catalogueChanges}
        act={BENEFIT.proposeChange}
        bodyOf={(typed) => changeOf(catalogue, typed)}
        onDone={() => void message.success(say(BENEFIT.filed))}
      />
    </Section>
  )
}

function changeOf(catalogue: Name, typed: object): object | undefined {
  const { document, explanation, selfPay, limit, ...change } = typed as Readonly<Record<string, string>>
  const percent = selfPay === undefined || selfPay === '' ? undefined : Math.round(Number(selfPay) * 10_000)
  if (percent !== undefined && !(percent >= 0 && percent <= 1_000_000)) return undefined
  try {
    const amount = limit === undefined || limit === '' ? {} : { amount: parseYuan(limit) }
    const one = { ...change, ...amount, ...(percent === undefined ? {} : { selfPay: percent }) }
    return { catalogue, changes: [one], document, explanation }
  } catch {
    return undefined
  }
}
