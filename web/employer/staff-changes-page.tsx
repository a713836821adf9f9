import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { PaperView } from '../../src/archive/contract.js'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { DUES_PATHS, type Roster } from '../../src/collection/dues-contract.js'
import {
  JOIN_REASONS,
  LEAVE_REASONS,
  STAFF_CHANGE_PATHS,
  type StaffChange,
  type StaffChangePreview,
} from '../../src/collection/staff-change-contract.js'
import { EmployerName } from '../contribution/employer-name.js'
import { RefusedList } from '../contribution/refused-list.js'
import { useResubmits, useSide } from '../contribution/side.js'
import { BASES, CHANGES } from '../contribution/words.js'
import { fenOf } from '../contribution/yuan.js'
import { amountText, monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { TemplateButtons } from '../standard/templates-page.js'
import { DropFile } from '../submission/drop-file.js'
import { shortInsurance } from '../submission/words.js'

/** 增减员：a list put together by hand or by file, checked, then sent; what is under way stands beneath. */
export function StaffChangesPage() {
  const { say } = useLanguage()
  return (
    <Page title={say(CHANGES.title)} lead={say(CHANGES.lead)}>
      <StaffChanges />
    </Page>
  )
}

/** 增减员，of the own employer or of one named at the counter. */
export function StaffChanges() {
  const { say } = useLanguage()
  const { at } = useSide()
  const roster = useAsk<Roster>(at(DUES_PATHS.roster))
  return (
    <Answer of={roster} rows={8}>
      {(answer) => (
        <>
          <EmployerName employer={answer.employer} />
          <p className="page-note">{say(answer.cutOff.says)}</p>
          <Changes roster={answer} />
          <Pending roster={answer} />
        </>
      )}
    </Answer>
  )
}

const choicesOf = (reasons: Readonly<Record<string, Both>>, say: (both: Both) => string) =>
  Object.entries(reasons).map(([value, both]) => ({ value, label: `${value} ${say(both)}` }))

function Changes({ roster }: { readonly roster: Roster }) {
  const { say } = useLanguage()
  const { at, submission, standard } = useSide()
  const again = useResubmits()
  const [list, setList] = useState<readonly StaffChange[]>([])
  // What was checked is told of the list that was sent for it: one changed since is checked anew.
  const [checked, setChecked] = useState<{ of: readonly StaffChange[]; preview: StaffChangePreview }>()
  const [paper, setPaper] = useState<string>()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const upload = useUpload<StaffChangePreview>((answer) => {
    setList(answer.changes)
    setChecked({ of: answer.changes, preview: answer })
  })
  const proof = useUpload<PaperView>(({ documentId }) => setPaper(documentId))
  const body = (acceptedOnly: boolean) => ({
    changes: list,
    ...again,
    acceptedOnly,
    ...(paper === undefined ? {} : { documentId: paper }),
  })
  const checking = useMutation<StaffChangePreview, Problem, readonly StaffChange[]>({
    mutationFn: () => ask(at(STAFF_CHANGE_PATHS.preview), { method: 'POST', body: body(false) }),
    onSuccess: (preview, of) => setChecked({ of, preview }),
  })
  const sending = useMutation<SubmissionDetail, Problem, boolean>({
    mutationFn: (acceptedOnly) => ask(at(STAFF_CHANGE_PATHS.send), { method: 'POST', body: body(acceptedOnly) }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      void message.success(say(CHANGES.sent))
      navigate(submission(id))
    },
  })
  const send = (by: typeof upload | typeof proof, path: string) => (file: File) => {
    const form = new FormData()
    form.set('file', file)
    by.send({ path, form })
  }
  return (
    <>
      <div className="side-by-side join-leave no-print">
        <Join onAdd={(one) => setList([...list, one])} />
        <Leave roster={roster} onAdd={(one) => setList([...list, one])} />
      </div>
      <Section
        title={say(CHANGES.byFile)}
        aside={<TemplateButtons at={standard} kind="staffChange" name={say(CHANGES.title)} />}
      >
        <DropFile
          label={say(CHANGES.byFile)}
          progress={upload.progress}
          onFile={send(upload, at(STAFF_CHANGE_PATHS.file))}
        />
      </Section>
      <FormProblem error={checking.error ?? sending.error ?? upload.error ?? proof.error} />
      <Section title={`${say(CHANGES.list)} · ${list.length}`}>
        {list.length === 0 ? (
          <p>{say(CHANGES.empty)}</p>
        ) : (
          <>
            <ListOf list={list} roster={roster} onRemove={(at) => setList(list.filter((_, i) => i !== at))} />
            <div className="toolbar no-print">
              <Button loading={checking.isPending} onClick={() => checking.mutate(list)}>
                {say(CHANGES.check)}
              </Button>
              <label>
                {paper === undefined ? say(CHANGES.proof) : say(CHANGES.proofKept)}{' '}
                <input
                  type="file"
                  onChange={({ target }) =>
                    target.files?.[0] && send(proof, at(STAFF_CHANGE_PATHS.paper))(target.files[0])
                  }
                />
              </label>
            </div>
          </>
        )}
      </Section>
      {checked?.of === list && list.length > 0 && (
        <Checked preview={checked.preview} busy={sending.isPending} onSend={sending.mutate} />
      )}
    </>
  )
}

function Join({ onAdd }: { readonly onAdd: (change: StaffChange) => void }) {
  const { say } = useLanguage()
  const [given, setGiven] = useState({ identityNumber: '', fullName: '', reason: '111', wage: '', mobilePhone: '' })
  const set = (name: keyof typeof given) => (text: string) => setGiven({ ...given, [name]: text })
  const wage = fenOf(given.wage)
  const { identityNumber, fullName, reason, mobilePhone } = given
  const add = () => {
    onAdd({
      ...{ change: 'join', identityNumber: identityNumber.trim(), fullName: fullName.trim(), reason },
      ...(wage === undefined ? {} : { wage }),
      ...(mobilePhone.trim() === '' ? {} : { mobilePhone: mobilePhone.trim() }),
    })
    setGiven({ ...given, identityNumber: '', fullName: '', wage: '', mobilePhone: '' })
  }
  const field = (name: 'identityNumber' | 'fullName' | 'wage' | 'mobilePhone', label: Both, numeric = false) => (
    <div className="entry-field">
      <label htmlFor={`join-${name}`}>{say(label)}</label>
      <Input
        id={`join-${name}`}
        autoComplete="off"
        inputMode={numeric ? 'decimal' : 'text'}
        value={given[name]}
        onChange={({ target }) => set(name)(target.value)}
      />
    </div>
  )
  return (
    <form
      className="card field-card"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <h2>{say(CHANGES.joins)}</h2>
      {field('identityNumber', BASES.number)}
      {field('fullName', BASES.name)}
      <div className="entry-field">
        <label htmlFor="join-reason">{say(CHANGES.reason)}</label>
        <Select id="join-reason" value={reason} options={choicesOf(JOIN_REASONS, say)} onChange={set('reason')} />
      </div>
      {field('wage', CHANGES.wage, true)}
      {field('mobilePhone', CHANGES.mobile, true)}
      <Button
        htmlType="submit"
        disabled={identityNumber.trim() === '' || fullName.trim() === '' || (given.wage !== '' && wage === undefined)}
      >
        {say(CHANGES.add)}
      </Button>
    </form>
  )
}

function Leave({ roster, onAdd }: { readonly roster: Roster; readonly onAdd: (change: StaffChange) => void }) {
  const { say } = useLanguage()
  const [key, setKey] = useState<string>()
  const [reason, setReason] = useState('221')
  const options = roster.rows.map((row) => ({ value: row.key, label: `${row.fullName} ${row.identityNumber}` }))
  return (
    <form
      className="card field-card"
      onSubmit={(event) => {
        event.preventDefault()
        if (key !== undefined) onAdd({ change: 'leave', key, reason })
        setKey(undefined)
      }}
    >
      <h2>{say(CHANGES.leaves)}</h2>
      <div className="entry-field">
        <label htmlFor="leave-who">{say(CHANGES.staff)}</label>
        <Select
          id="leave-who"
          showSearch
          optionFilterProp="label"
          value={key ?? null}
          options={options}
          onChange={(value: string | null) => setKey(value ?? undefined)}
        />
      </div>
      <div className="entry-field">
        <label htmlFor="leave-reason">{say(CHANGES.reason)}</label>
        <Select id="leave-reason" value={reason} options={choicesOf(LEAVE_REASONS, say)} onChange={setReason} />
      </div>
      <Button htmlType="submit" disabled={key === undefined}>
        {say(CHANGES.add)}
      </Button>
    </form>
  )
}

interface ListProps {
  readonly list: readonly StaffChange[]
  readonly roster: Roster
  readonly onRemove: (at: number) => void
}

function ListOf({ list, roster, onRemove }: ListProps) {
  const { say } = useLanguage()
  const nameOf = ({ key, fullName = '', identityNumber = '' }: StaffChange) => {
    const row = roster.rows.find((one) => one.key === key)
    return row === undefined ? `${fullName} ${identityNumber}` : `${row.fullName} ${row.identityNumber}`
  }
  return (
    <ol>
      {list.map((change, at) => (
        <li key={`${change.key ?? change.identityNumber}/${change.change}`}>
          {say(change.change === 'join' ? CHANGES.joins : CHANGES.leaves)} {nameOf(change)}{' '}
          <Button size="small" onClick={() => onRemove(at)}>
            {say(CHANGES.remove)}
          </Button>
        </li>
      ))}
    </ol>
  )
}

interface CheckedProps {
  readonly preview: StaffChangePreview
  readonly busy: boolean
  readonly onSend: (acceptedOnly: boolean) => void
}

function Checked({ preview, busy, onSend }: CheckedProps) {
  const { say, language } = useLanguage()
  const [agrees, setAgrees] = useState(false)
  const { lines, refusedRows, needsProof } = preview
  const columns: Column<StaffChangePreview['lines'][number]>[] = [
    { name: 'name', title: BASES.name, cell: ({ fullName }) => fullName },
    {
      name: 'number',
      title: BASES.number,
      cell: ({ identityNumber }) => <span className="number">{identityNumber}</span>,
    },
    {
      name: 'change',
      title: CHANGES.title,
      cell: ({ change, fromMonth }) => (
        <>
          {say(change === 'join' ? CHANGES.joins : CHANGES.leaves)}{' '}
          {say(CHANGES.from, { month: monthText(fromMonth, language) })}
        </>
      ),
    },
    {
      name: 'insurances',
      title: CHANGES.insurances,
      cell: ({ insurances }) => insurances.map((one) => say(shortInsurance(one))).join(' '),
    },
    {
      name: 'wage',
      title: CHANGES.wage,
      amount: true,
      cell: ({ wage }) => (wage === undefined ? '' : amountText(wage)),
    },
    { name: 'notes', title: CHANGES.problem, cell: ({ notes }) => notes.map((note) => say(note)).join(' ') },
  ]
  return (
    <>
      <p className="page-note">{say(preview.says)}</p>
      {needsProof && <p className="filing-again">{say(CHANGES.needsProof)}</p>}
      {lines.length > 0 && (
        <DataTable caption={say(CHANGES.list)} columns={columns} rows={lines} keyOf={({ row }) => String(row)} />
      )}
      <RefusedList rows={refusedRows} />
      <div className="submit-bar no-print">
        {refusedRows.length > 0 && (
          <Checkbox checked={agrees} onChange={({ target }) => setAgrees(target.checked)}>
            {say(CHANGES.acceptedOnly, { n: lines.length })}
          </Checkbox>
        )}
        <Button
          type="primary"
          size="large"
          disabled={lines.length === 0 || (refusedRows.length > 0 && !agrees)}
          loading={busy}
          onClick={() => onSend(refusedRows.length > 0)}
        >
          {say(CHANGES.send, { n: lines.length })}
        </Button>
      </div>
    </>
  )
}

function Pending({ roster }: { readonly roster: Roster }) {
  const { say, language } = useLanguage()
  if (roster.pending.length === 0) return null
  return (
    <Section title={say(CHANGES.pending)}>
      <ul>
        {roster.pending.map(({ submissionId, change, fullName, identityNumber, fromMonth }) => (
          <li key={`${submissionId}/${identityNumber}`}>
            {say(change === 'join' ? CHANGES.joins : CHANGES.leaves)} {fullName}{' '}
            <span className="number">{identityNumber}</span>{' '}
            {say(CHANGES.from, { month: monthText(fromMonth, language) })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
