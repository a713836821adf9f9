import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import {
  LEGACY_DIFFERENCES,
  LEGACY_STATES,
  LEGACY_TABLES,
  type LegacyAbility,
  type LegacyDifference,
  type LegacyReport,
  type LegacyTable,
  type LegacyTableSum,
} from '../../src/collection/legacy-contract.js'
import { amountText, countText } from '../shell/amounts.js'
import { ask, askFile, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { saveFile } from '../shell/save-file.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import './legacy.css'
import { isLive, LEGACY_PATH } from './legacy-page.js'
import { LegacyPeople } from './legacy-people.js'
import { LEGACY } from './words.js'

const LIVE_MS = 2000
const ACTION_OF = { load: 'legacy.load', resume: 'legacy.load', close: 'legacy.close' } as const

/** 试装报告：sums in and out, kinds of differences, who they are, why rows are listed, and what can be done. */
export function LegacyReportPage() {
  const { say, language } = useLanguage()
  const { id = '' } = useParams()
  const report = useQuery<LegacyReport, Problem>({
    queryKey: [LEGACY_PATH, id, language],
    queryFn: ({ signal }) => ask(`${LEGACY_PATH}/${id}`, { signal }),
    refetchInterval: ({ state }) => (isLive(state.data?.state) ? LIVE_MS : false),
  })
  return (
    <Page title={say(LEGACY.title)} actions={<Link to="/legacy">{say(LEGACY.title)}</Link>}>
      <Answer of={report} rows={8}>
        {(found) => <Report key={id} one={found} />}
      </Answer>
    </Page>
  )
}

function useMove(id: string) {
  const queries = useQueryClient()
  return useMutation<LegacyReport, Problem, { readonly move: LegacyAbility; readonly body?: unknown }>({
    mutationFn: ({ move, body }) => ask(`${LEGACY_PATH}/${id}/${move}`, { method: 'POST', body: body ?? {} }),
    onSettled: () => void queries.invalidateQueries({ queryKey: [LEGACY_PATH] }),
  })
}

function Report({ one }: { readonly one: LegacyReport }) {
  const { say } = useLanguage()
  const [kind, setKind] = useState<string>()
  const tried = one.triedAt !== undefined
  return (
    <div className="page-body stacked">
      <section className="card">
        <p>
          <strong>{one.series}</strong> · {one.fileName} · <span role="status">{say(LEGACY_STATES[one.state])}</span> ·{' '}
          {say(LEGACY.rowsDone)} {countText(one.rowsDone)}
        </p>
        <p>
          {say(LEGACY.digest)} <code>{one.digest}</code>
        </p>
        {one.closedBy && (
          <p>
            {say(LEGACY.closedBy)} {one.closedBy}
          </p>
        )}
        {one.why && <p role="alert">{say(one.why)}</p>}
        <Moves one={one} />
      </section>
      {tried && (
        <>
          <Sums one={one} />
          <Kinds one={one} kind={kind} onKind={setKind} />
          <LegacyPeople key={kind ?? ''} id={one.id} kind={kind} />
          <Reasons one={one} />
        </>
      )}
    </div>
  )
}

function Moves({ one }: { readonly one: LegacyReport }) {
  const { say } = useLanguage()
  const { can } = useSession()
  const move = useMove(one.id)
  const fetching = useMutation<unknown, Problem, 'source' | 'listed.csv'>({
    mutationFn: async (name) => {
      const { blob } = await askFile(`${LEGACY_PATH}/${one.id}/${name}`)
      saveFile(blob, name === 'source' ? one.fileName : `${one.series}-listed.csv`)
    },
  })
  return (
    <>
      <FormProblem error={move.error ?? fetching.error} />
      <div className="legacy-actions no-print">
        {(['load', 'resume', 'close'] as const).map(
          (name) =>
            one.abilities.includes(name) &&
            can(ACTION_OF[name]) && (
              <Button
                key={name}
                type="primary"
                disabled={name === 'load' && one.controlDiffers.length > 0}
                loading={move.isPending && move.variables.move === name}
                onClick={() => move.mutate({ move: name })}
              >
                {say(LEGACY[name])}
              </Button>
            ),
        )}
        <Button onClick={() => fetching.mutate('source')}>{say(LEGACY.source)}</Button>
        {one.listed.length > 0 && (
          <Button onClick={() => fetching.mutate('listed.csv')}>{say(LEGACY.downloadListed)}</Button>
        )}
        {one.submissionId && one.state !== 'drafting' && (
          <Link to={`/submissions/${one.submissionId}`}>{say(LEGACY.review)}</Link>
        )}
      </div>
    </>
  )
}

function Sums({ one }: { readonly one: LegacyReport }) {
  const { say } = useLanguage()
  const both = (sum: { readonly rows: number; readonly amount: number } | undefined) =>
    sum === undefined ? '—' : `${countText(sum.rows)} / ${amountText(sum.amount)}`
  const columns: Column<LegacyTableSum>[] = [
    { name: 'table', title: LEGACY.table, cell: ({ table }) => say(LEGACY_TABLES[table as LegacyTable]) },
    { name: 'rows', title: LEGACY.rows, amount: true, cell: ({ rows }) => countText(rows) },
    { name: 'amount', title: LEGACY.amount, amount: true, cell: ({ amount }) => amountText(amount) },
    { name: 'stored', title: LEGACY.stored, amount: true, cell: ({ stored }) => countText(stored) },
    { name: 'storedAmount', title: LEGACY.storedAmount, amount: true, cell: (sum) => amountText(sum.storedAmount) },
    { name: 'listed', title: LEGACY.listed, amount: true, cell: ({ listed }) => countText(listed) },
    { name: 'listedAmount', title: LEGACY.listedAmount, amount: true, cell: (sum) => amountText(sum.listedAmount) },
    {
      name: 'control',
      title: LEGACY.control,
      amount: true,
      cell: ({ table, control }) => (
        <>
          {both(control)}
          {one.controlDiffers.includes(table) && <span className="legacy-differs"> {say(LEGACY.differs)}</span>}
        </>
      ),
    },
    { name: 'posted', title: LEGACY.posted, amount: true, cell: ({ posted }) => both(posted) },
  ]
  return (
    <Section title={say(LEGACY.sums)}>
      <p className="section-lead">{say(LEGACY.sumsLead)}</p>
      <DataTable
        caption={say(LEGACY.sums)}
        rows={one.tables}
        keyOf={({ table }) => table}
        toneOf={({ table }) => (one.controlDiffers.includes(table) ? 'bad' : undefined)}
        columns={columns}
      />
    </Section>
  )
}

interface KindsProps {
  readonly one: LegacyReport
  readonly kind: string | undefined
  readonly onKind: (kind: string | undefined) => void
}

/** 差异的种类，as bars that open the persons they count. */
function Kinds({ one, kind, onKind }: KindsProps) {
  const { say } = useLanguage()
  const most = Math.max(...one.differences.map(({ persons }) => persons), 1)
  return (
    <Section title={say(LEGACY.kinds)}>
      <p className="section-lead">{say(one.differences.length === 0 ? LEGACY.noKinds : LEGACY.kindsLead)}</p>
      <div className="card">
        {one.differences.map(({ kind: each, persons }) => (
          <button
            key={each}
            type="button"
            className="legacy-bar"
            aria-pressed={kind === each}
            onClick={() => onKind(kind === each ? undefined : each)}
          >
            <span>{say(LEGACY_DIFFERENCES[each as LegacyDifference])}</span>
            <meter min={0} max={most} value={persons} />
            <span className="number">{countText(persons)}</span>
          </button>
        ))}
      </div>
    </Section>
  )
}

function Reasons({ one }: { readonly one: LegacyReport }) {
  const { say } = useLanguage()
  if (one.listed.length === 0) return null
  return (
    <Section title={say(LEGACY.reasons)}>
      {one.listed.map(({ code, rows, says, explained }) => (
        <div key={code} className="card">
          <p>
            <strong>{says ? say(says) : code}</strong> <code>{code}</code>{' '}
            <span className="number">{countText(rows)}</span>
          </p>
          {explained && <p>{explained}</p>}
          {one.abilities.includes('explain') && <Explain id={one.id} code={code} />}
        </div>
      ))}
    </Section>
  )
}

function Explain({ id, code }: { readonly id: string; readonly code: string }) {
  const { say } = useLanguage()
  const { can } = useSession()
  const move = useMove(id)
  const [text, setText] = useState('')
  if (!can('legacy.load')) return null
  const send = () => move.mutate({ move: 'explain', body: { explanations: [{ code, text: text.trim() }] } })
  return (
    <div className="legacy-explain">
      <FormProblem error={move.error} />
      <Input
        aria-label={say(LEGACY.explanation)}
        placeholder={say(LEGACY.explanation)}
        maxLength={500}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button disabled={text.trim().length < 4} loading={move.isPending} onClick={send}>
        {say(LEGACY.explain)}
      </Button>
    </div>
  )
}
