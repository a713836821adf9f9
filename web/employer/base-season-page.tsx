import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import {
  BASE_EFFECTS,
  BASE_PATHS,
  type BaseRow,
  type BaseSheet,
  type WagesRead,
} from '../../src/collection/base-contract.js'
import type { RefusedRow, SubmissionDetail } from '../../src/collection/contract.js'
import { EmployerName } from '../contribution/employer-name.js'
import { RefusedList } from '../contribution/refused-list.js'
import { useResubmits, useSide } from '../contribution/side.js'
import { BASES } from '../contribution/words.js'
import { fenOf, yuanOf } from '../contribution/yuan.js'
import { amountText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { withoutSent } from '../shell/sent.js'
import { Answer, Empty } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { TemplateButtons } from '../standard/templates-page.js'
import { DropFile, PAPERS } from '../submission/drop-file.js'

/** 年度缴费工资：the sheet, who has confirmed, and the submitting of it. */
export function BaseSeasonPage() {
  const { say } = useLanguage()
  return (
    <Page title={say(BASES.title)} lead={say(BASES.lead)}>
      <BaseSeason />
    </Page>
  )
}

/** 申报表，of the own employer or of one named at the counter. */
export function BaseSeason() {
  const { at } = useSide()
  const sheet = useAsk<BaseSheet>(at(BASE_PATHS.sheet))
  return (
    <Answer of={sheet} rows={8}>
      {(answer) => (
        <>
          <EmployerName employer={answer.employer} />
          <Sheet sheet={answer} />
        </>
      )}
    </Answer>
  )
}

/** 填了而合规的工资。 */
function wagesIn(given: Readonly<Record<string, string>>) {
  return Object.entries(given).flatMap(([key, text]) => {
    const wage = fenOf(text)
    return wage === undefined ? [] : [{ key, wage }]
  })
}

function Sheet({ sheet }: { readonly sheet: BaseSheet }) {
  const { say } = useLanguage()
  const { at, standard } = useSide()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { season, rows } = sheet
  const { payYear } = season
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [refused, setRefused] = useState<readonly RefusedRow[]>([])
  const [find, setFind] = useState('')
  const [only, setOnly] = useState('all')
  const again = () => void queries.invalidateQueries({ queryKey: [at(BASE_PATHS.sheet)] })
  const saving = useMutation<BaseSheet, Problem, typeof given>({
    mutationFn: (sent) => ask(at(BASE_PATHS.wages), { method: 'POST', body: { payYear, wages: wagesIn(sent) } }),
    onSuccess: (_, sent) => {
      setGiven((now) => withoutSent(now, sent, {}))
      again()
      void message.success(say(BASES.saved))
    },
  })
  const upload = useUpload<WagesRead>(({ rowsIn, accepted, refusedRows }) => {
    setRefused(refusedRows)
    again()
    void message.info(say(BASES.fileRead, { rows: rowsIn, accepted, refused: refusedRows.length }))
  })
  const vouch = useUpload<BaseSheet>(again)
  const send = (by: typeof upload | typeof vouch, path: string) => (file: File) => {
    const form = new FormData()
    form.set('payYear', String(payYear))
    form.set('file', file)
    by.send({ path, form })
  }
  const wages = wagesIn(given)
  if (rows.length === 0) return <Empty title={say(BASES.nobody)} />
  const shown = rows.filter((row) => row.fullName.includes(find.trim()) && (only === 'all' || isOpen(row)))
  return (
    <>
      <p className="page-note">
        {say(BASES.season, {
          ...{ year: payYear, opens: season.opens, closes: season.closes, from: season.fromMonth },
          through: season.throughMonth,
        })}
      </p>
      {season.isLate && <p className="form-problem">{say(BASES.late)}</p>}
      <div className="toolbar no-print">
        <Input
          allowClear
          placeholder={say(BASES.find)}
          aria-label={say(BASES.find)}
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
        <Segmented
          value={only}
          options={[
            { value: 'all', label: say(BASES.all) },
            { value: 'open', label: say(BASES.onlyOpen) },
          ]}
          onChange={setOnly}
        />
        <TemplateButtons at={standard} kind="baseDeclaration" name={`${say(BASES.title)}-${payYear}`} />
        <Button
          type={wages.length === 0 ? 'default' : 'primary'}
          disabled={wages.length === 0}
          loading={saving.isPending}
          onClick={() => saving.mutate(given)}
        >
          {say(BASES.save, { n: wages.length })}
        </Button>
      </div>
      <FormProblem error={saving.error ?? upload.error ?? vouch.error} />
      <Rows rows={shown} given={given} onGiven={(key, text) => setGiven({ ...given, [key]: text })} />
      <RefusedList rows={refused} />
      <Submit sheet={sheet} isUnsaved={wages.length > 0} onSent={again} />
      <div className="side-by-side no-print">
        <Section title={say(BASES.file)}>
          <DropFile label={say(BASES.file)} progress={upload.progress} onFile={send(upload, at(BASE_PATHS.file))} />
        </Section>
        <Section title={say(BASES.vouch)}>
          <DropFile
            label={say(BASES.vouch)}
            progress={vouch.progress}
            onFile={send(vouch, at(BASE_PATHS.vouch))}
            kinds={PAPERS}
          />
        </Section>
      </div>
    </>
  )
}

/** Something is still to be done about this row. */
const isOpen = ({ wage, declared, verdict, vouched, sent }: BaseRow) =>
  !sent &&
  (wage === undefined
    ? declared === undefined
    : wage !== declared || (verdict !== 'confirmed' && !vouched && declared === undefined))

const isReady = ({ wage, declared, verdict, vouched, sent }: BaseRow) =>
  wage !== undefined && wage !== declared && !sent && (verdict === 'confirmed' || vouched)

interface RowsProps {
  readonly rows: readonly BaseRow[]
  readonly given: Readonly<Record<string, string>>
  readonly onGiven: (key: string, text: string) => void
}

function Rows({ rows, given, onGiven }: RowsProps) {
  const { say } = useLanguage()
  const columns: Column<BaseRow>[] = [
    { name: 'name', title: BASES.name, cell: ({ fullName }) => fullName },
    {
      name: 'number',
      title: BASES.number,
      cell: ({ identityNumber }) => <span className="number">{identityNumber}</span>,
    },
    {
      name: 'before',
      title: BASES.before,
      amount: true,
      cell: ({ before }) => (before === undefined ? '' : amountText(before)),
    },
    {
      name: 'wage',
      title: BASES.wage,
      cell: ({ key, fullName, wage, declared }) => (
        <Input
          inputMode="decimal"
          aria-label={`${fullName} ${say(BASES.wage)}`}
          value={given[key] ?? (wage === undefined && declared === undefined ? '' : yuanOf(wage ?? declared ?? 0))}
          status={given[key] !== undefined && fenOf(given[key]) === undefined ? 'error' : ''}
          onChange={({ target }) => onGiven(key, target.value)}
        />
      ),
    },
    {
      name: 'base',
      title: BASES.base,
      amount: true,
      cell: ({ bases }) =>
        bases[0] && (
          <>
            {amountText(bases[0].base)}{' '}
            <small>{bases[0].effect === 'asDeclared' ? '' : say(BASE_EFFECTS[bases[0].effect])}</small>
          </>
        ),
    },
    { name: 'answer', title: BASES.answer, cell: (row) => <Verdict row={row} /> },
  ]
  return <DataTable caption={say(BASES.title)} columns={columns} rows={rows} keyOf={({ key }) => key} step={60} />
}

function Verdict({ row }: { readonly row: BaseRow }) {
  const { say } = useLanguage()
  const { verdict, vouched, reason, declared, sent, wage } = row
  if (declared !== undefined && (wage === undefined || wage === declared))
    return <span className="tag tag-good">{say(BASES.declared, { wage: amountText(declared) })}</span>
  if (sent) return <span className="tag">{say(BASES.sent)}</span>
  if (verdict === 'confirmed') return <span className="tag tag-good">{say(BASES.confirmed)}</span>
  if (verdict === 'disputed')
    return (
      <>
        <span className="tag tag-bad">{say(BASES.disputed)}</span> {reason}
      </>
    )
  if (vouched) return <span className="tag tag-warn">{say(BASES.vouched)}</span>
  return wage === undefined ? null : <span className="tag">{say(BASES.waiting)}</span>
}

interface SubmitProps {
  readonly sheet: BaseSheet
  /** What is typed and not saved would be left behind. */
  readonly isUnsaved: boolean
  readonly onSent: () => void
}

function Submit({ sheet, isUnsaved, onSent }: SubmitProps) {
  const { say } = useLanguage()
  const { at, submission } = useSide()
  const again = useResubmits()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const { season, rows } = sheet
  const ready = rows.filter(isReady).length
  const rest = rows.filter((row) => isOpen(row) && !isReady(row)).length
  const sending = useMutation<SubmissionDetail, Problem>({
    mutationFn: () =>
      ask(at(BASE_PATHS.submit), {
        method: 'POST',
        body: { payYear: season.payYear, ...again, ...(season.isLate ? { lateReason: reason } : {}) },
      }),
    onSuccess: ({ id }) => {
      onSent()
      void message.success(say(BASES.submitted))
      navigate(submission(id))
    },
  })
  return (
    <div className="submit-bar no-print">
      <FormProblem error={sending.error} />
      <p>{say(BASES.submitLead, { ready, rest })}</p>
      {season.isLate && (
        <Input
          aria-label={say(BASES.lateReason)}
          placeholder={say(BASES.lateReason)}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      )}
      <Button
        type="primary"
        size="large"
        disabled={ready === 0 || isUnsaved || (season.isLate && reason.trim().length < 2)}
        loading={sending.isPending}
        onClick={() => sending.mutate()}
      >
        {say(BASES.submit)}
      </Button>
    </div>
  )
}
