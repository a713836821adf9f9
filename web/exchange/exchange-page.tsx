import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import {
  type BatchList,
  type BatchResult,
  type BatchView,
  EXCHANGE_PATH,
  FIELDS,
  MATTERS,
  OUTCOMES,
  type RejectionView,
} from '../../src/exchange/contract.js'
import { countText, dayText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Sheet } from '../shell/sheet.js'
import { Answer, Empty } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { DropFile, MESSAGES } from '../submission/drop-file.js'
import { EXCHANGE } from './words.js'

const BATCHES = `${EXCHANGE_PATH}/batches`
const LIVE_MS = 2000

/** 部门来文：the batches with how far they are, and those that were refused whole. */
export function ExchangePage() {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const queries = useQueryClient()
  const [opened, setOpened] = useState<BatchView>()
  const batches = useQuery<BatchList, Problem>({
    queryKey: [BATCHES, language],
    queryFn: ({ signal }) => ask<BatchList>(BATCHES, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ finishedAt }) => finishedAt === undefined) ? LIVE_MS : false,
  })
  const upload = useUpload<BatchView>(() => void queries.invalidateQueries({ queryKey: [BATCHES] }))
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: BATCHES, form })
  }
  return (
    <Page title={say(EXCHANGE.batches)} lead={say(EXCHANGE.batchesLead)}>
      <div className="page-body">
        <FormProblem error={upload.error} />
        {can('exchange.receive') && (
          <DropFile label={say(EXCHANGE.file)} progress={upload.progress} onFile={send} kinds={MESSAGES} />
        )}
        <Answer of={batches} rows={6}>
          {({ items, rejections }) => (
            <>
              {items.length === 0 ? <Empty title={say(EXCHANGE.none)} /> : <Batches items={items} onOpen={setOpened} />}
              {rejections.length > 0 && <Rejections items={rejections} />}
            </>
          )}
        </Answer>
      </div>
      <Sheet open={opened !== undefined} title={say(EXCHANGE.result)} onClose={() => setOpened(undefined)}>
        {opened && <Result id={opened.id} />}
      </Sheet>
    </Page>
  )
}

function Batches({
  items,
  onOpen,
}: {
  readonly items: readonly BatchView[]
  readonly onOpen: (one: BatchView) => void
}) {
  const { say, language } = useLanguage()
  const columns: Column<BatchView>[] = [
    { name: 'partner', title: EXCHANGE.partner, cell: ({ partnerName }) => partnerName },
    { name: 'matter', title: EXCHANGE.matter, cell: ({ matter }) => say(MATTERS[matter]) },
    { name: 'number', title: EXCHANGE.number, amount: true, cell: ({ number }) => countText(number) },
    {
      name: 'received',
      title: EXCHANGE.receivedAt,
      cell: ({ receivedAt, lateDays }) => (
        <>
          <span className="number">{instantText(receivedAt, language)}</span>{' '}
          {lateDays > 0 && <span className="tag tag-warn">{say(EXCHANGE.late, { n: lateDays })}</span>}
        </>
      ),
    },
    { name: 'rows', title: EXCHANGE.rows, amount: true, cell: ({ rowsIn }) => countText(rowsIn) },
    {
      name: 'progress',
      title: EXCHANGE.progress,
      cell: ({ rowsDone, rowsIn, finishedAt }) =>
        finishedAt === undefined ? `${countText(rowsDone)}/${countText(rowsIn)}` : say(EXCHANGE.done),
    },
    { name: 'matched', title: EXCHANGE.matched, amount: true, cell: ({ matched }) => countText(matched) },
    { name: 'differing', title: EXCHANGE.differing, amount: true, cell: ({ differing }) => countText(differing) },
    { name: 'refused', title: EXCHANGE.refused, amount: true, cell: ({ refused }) => countText(refused) },
    {
      name: 'open',
      title: EXCHANGE.result,
      cell: (one) => (
        <Button size="small" onClick={() => onOpen(one)}>
          {say(EXCHANGE.result)}
        </Button>
      ),
    },
  ]
  return <DataTable caption={say(EXCHANGE.batches)} columns={columns} rows={items} keyOf={({ id }) => id} />
}

function Rejections({ items }: { readonly items: readonly RejectionView[] }) {
  const { say, language } = useLanguage()
  const columns: Column<RejectionView>[] = [
    {
      name: 'at',
      title: EXCHANGE.receivedAt,
      cell: ({ at }) => <span className="number">{instantText(at, language)}</span>,
    },
    { name: 'partner', title: EXCHANGE.partner, cell: ({ partner }) => partner || '—' },
    { name: 'why', title: EXCHANGE.why, cell: ({ says }) => say(says) },
  ]
  return (
    <Section title={say(EXCHANGE.rejections)}>
      <DataTable caption={say(EXCHANGE.rejections)} columns={columns} rows={items} keyOf={({ id }) => id} />
    </Section>
  )
}

/** 一批的结果：rows in = matched + differing + refused. */
function Result({ id }: { readonly id: string }) {
  const { say, language } = useLanguage()
  const result = useAsk<BatchResult>(`${BATCHES}/${id}`)
  return (
    <Answer of={result} rows={6}>
      {({ batch, refusedRows, differing }) => (
        <>
          <p>
            {batch.partnerName} · {say(MATTERS[batch.matter])} · {dayText(batch.from, language)}–
            {dayText(batch.through, language)}
          </p>
          <p className="number">
            {countText(batch.rowsIn)} = {countText(batch.matched)} + {countText(batch.differing)} +{' '}
            {countText(batch.refused)}
          </p>
          <p>
            {say(EXCHANGE.basis)} · {batch.basis}
          </p>
          <p>
            <a href={`${BATCHES}/${id}/rows`} download>
              {say(EXCHANGE.download)}
            </a>
          </p>
          {refusedRows.length > 0 && (
            <DataTable
              caption={say(EXCHANGE.refused)}
              rows={refusedRows}
              keyOf={({ row, code }) => `${row}/${code}`}
              columns={[
                { name: 'row', title: EXCHANGE.row, amount: true, cell: ({ row }) => countText(row) },
                { name: 'column', title: EXCHANGE.column, cell: ({ column }) => column },
                { name: 'says', title: EXCHANGE.says, cell: ({ sentence }) => say(sentence) },
                { name: 'remedy', title: EXCHANGE.remedy, cell: ({ remedy }) => say(remedy) },
              ]}
            />
          )}
          {differing.length > 0 && (
            <DataTable
              caption={say(EXCHANGE.differing)}
              rows={differing}
              keyOf={({ line, field }) => `${line}/${field}`}
              columns={[
                { name: 'row', title: EXCHANGE.row, amount: true, cell: ({ line }) => countText(line) },
                { name: 'field', title: EXCHANGE.column, cell: ({ field }) => say(FIELDS[field]) },
                { name: 'what', title: EXCHANGE.what, cell: ({ outcome }) => say(OUTCOMES[outcome]) },
                {
                  name: 'state',
                  title: EXCHANGE.state,
                  cell: ({ closed }) => say(closed ? EXCHANGE.closed : EXCHANGE.open),
                },
              ]}
            />
          )}
        </>
      )}
    </Answer>
  )
}
