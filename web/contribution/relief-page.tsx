import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Segmented, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { CORRECTION_REASONS, type CorrectionReason } from '../../src/collection/entry-contract.js'
import {
  type EmployerEvents,
  EVENT_NAMES,
  RELIEF_KINDS,
  RELIEF_PATHS,
  type ReliefRequest,
} from '../../src/collection/relief-contract.js'
import { DraftNote, useUntouched } from '../desk/entry-form.js'
import { useFileEntry } from '../desk/file-entry.js'
import { PaperField } from '../desk/paper-field.js'
import { AgainNote, ReopenedPage } from '../desk/reopened.js'
import { amountText, monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { shortInsurance } from '../submission/words.js'
import { RELIEF } from './words.js'
import { fenOf, yuanOf } from './yuan.js'

/** 这一栏填的是什么。 */
const LET = { reduction: RELIEF.let, writeOff: RELIEF.writeOff } as const

type Event = EmployerEvents['events'][number]
type Arrear = EmployerEvents['arrears'][number]

/** 单位减免与核销：what is on record of an employer, what it owes, and what is let off by approval. */
export function ReliefPage() {
  return (
    <ReopenedPage<ReliefRequest>>
      {(before, resubmits) => <Reliefs again={before && resubmits ? { before, resubmits } : undefined} />}
    </ReopenedPage>
  )
}

/** 退回的减免，to be corrected and sent again. */
interface Again {
  readonly before: ReliefRequest
  readonly resubmits: string
}

function Reliefs({ again }: { readonly again: Again | undefined }) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState(again?.before.creditCode ?? '')
  const [creditCode, setCode] = useState(typed)
  // Which employer was open stands again after a reload; what was typed for it is its own draft.
  useDraft('relief-employer', { creditCode }, (kept) => open(kept.creditCode), creditCode === '')
  const open = (code: string) => {
    setTyped(code)
    setCode(code)
  }
  const events = useAsk<EmployerEvents>(RELIEF_PATHS.events, { creditCode }, creditCode !== '')
  const look = (event: FormEvent) => {
    event.preventDefault()
    setCode(typed.trim().toUpperCase())
  }
  return (
    <Page title={say(RELIEF.title)} lead={say(RELIEF.lead)}>
      <AgainNote resubmits={again?.resubmits} />
      <form className="toolbar no-print" onSubmit={look}>
        <Input
          aria-label={say(RELIEF.code)}
          placeholder={say(RELIEF.code)}
          value={typed}
          maxLength={18}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button htmlType="submit" disabled={typed.trim() === ''}>
          {say(RELIEF.look)}
        </Button>
      </form>
      {creditCode !== '' && (
        <Answer of={events} rows={6}>
          {(answer) => (
            <>
              <h2>
                {answer.employer.name} <small className="number">{answer.employer.creditCode}</small>
              </h2>
              <Events answer={answer} />
              <Arrears
                key={answer.employer.creditCode}
                answer={answer}
                again={again?.before.creditCode === creditCode ? again : undefined}
              />
            </>
          )}
        </Answer>
      )}
    </Page>
  )
}

function Events({ answer }: { readonly answer: EmployerEvents }) {
  const { say, language } = useLanguage()
  const [wrong, setWrong] = useState<Event>()
  const columns: Column<Event>[] = [
    {
      name: 'kind',
      title: RELIEF.kind,
      cell: ({ kind, reliefKind }) => say(reliefKind === undefined ? EVENT_NAMES[kind] : RELIEF_KINDS[reliefKind]),
    },
    {
      name: 'insurance',
      title: RELIEF.insurance,
      cell: ({ insurance }) => (insurance === undefined ? '—' : say(shortInsurance(insurance))),
    },
    {
      name: 'months',
      title: RELIEF.months,
      cell: ({ fromMonth, throughMonth }) =>
        fromMonth === (throughMonth ?? fromMonth)
          ? monthText(fromMonth, language)
          : `${monthText(fromMonth, language)} – ${monthText(throughMonth ?? fromMonth, language)}`,
    },
    {
      name: 'amount',
      title: RELIEF.amount,
      amount: true,
      cell: ({ amount, untilDay }) =>
        amount !== undefined ? amountText(amount) : untilDay === undefined ? '—' : say(RELIEF.until, { day: untilDay }),
    },
    {
      name: 'document',
      title: RELIEF.document,
      cell: ({ document, ended }) => (ended ? `${document} · ${say(RELIEF.ended)}` : document),
    },
    {
      name: 'reverse',
      title: RELIEF.reverse,
      cell: (event) => (
        <Button size="small" onClick={() => setWrong(event)}>
          {say(RELIEF.reverse)}
        </Button>
      ),
    },
  ]
  return (
    <Section title={say(RELIEF.events)}>
      {answer.events.length === 0 ? (
        <Empty title={say(RELIEF.noEvents)} />
      ) : (
        <DataTable
          caption={say(RELIEF.events)}
          columns={columns}
          rows={answer.events}
          keyOf={({ posting, ordinal }) => `${posting}/${ordinal}`}
        />
      )}
      {wrong && <Reverse creditCode={answer.employer.creditCode} event={wrong} onClose={() => setWrong(undefined)} />}
    </Section>
  )
}

function Reverse({
  creditCode,
  event,
  onClose,
}: {
  readonly creditCode: string
  readonly event: Event
  readonly onClose: () => void
}) {
  const { say } = useLanguage()
  const [reason, setReason] = useState<CorrectionReason>()
  const [explanation, setExplanation] = useState('')
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { kind, posting, ordinal } = event
  const sending = useMutation<SubmissionDetail, Problem>({
    mutationFn: () =>
      ask(RELIEF_PATHS.correct, {
        method: 'POST',
        body: { creditCode, kind, posting, ordinal, reason, explanation: explanation.trim() },
      }),
    onSuccess: () => {
      void queries.invalidateQueries()
      void message.success(say(RELIEF.filed))
      onClose()
    },
  })
  return (
    <Dialog
      title={`${say(RELIEF.reverse)} · ${say(EVENT_NAMES[kind])}`}
      onClose={onClose}
      action={{
        ...{ text: say(RELIEF.reverse), danger: true, busy: sending.isPending },
        ...{ disabled: reason === undefined || explanation.trim().length < 4, onClick: () => sending.mutate() },
      }}
    >
      <div className="entry-field">
        <span>{say(RELIEF.reason)}</span>
        <Select
          aria-label={say(RELIEF.reason)}
          placeholder={say(RELIEF.reason)}
          value={reason ?? null}
          options={Object.entries(CORRECTION_REASONS).map(([value, both]) => ({ value, label: say(both) }))}
          onChange={(value: CorrectionReason | null) => setReason(value ?? undefined)}
        />
      </div>
      <div className="entry-field">
        <span>{say(RELIEF.why)}</span>
        <Input.TextArea
          aria-label={say(RELIEF.why)}
          rows={3}
          maxLength={500}
          value={explanation}
          onChange={({ target }) => setExplanation(target.value)}
        />
      </div>
      <FormProblem error={sending.error} />
    </Dialog>
  )
}

function typedIn({ items }: ReliefRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    items.map(({ insurance, contributionMonth, amount }) => [`${insurance}/${contributionMonth}`, yuanOf(amount)]),
  )
}

function Arrears({ answer, again }: { readonly answer: EmployerEvents; readonly again: Again | undefined }) {
  const { say, language } = useLanguage()
  const [given, setGiven] = useState(again === undefined ? {} : typedIn(again.before))
  const [reliefKind, setKind] = useState<ReliefRequest['reliefKind']>(again?.before.reliefKind ?? 'reduction')
  const [document, setDocument] = useState(again?.before.document ?? '')
  const [paper, setPaper] = useState<PaperView>()
  const { creditCode } = answer.employer
  const draft = `relief ${creditCode} ${again?.resubmits ?? ''}`
  const typed = { given, reliefKind, document, paper }
  const { restored, forget } = useDraft(
    draft,
    typed,
    (found) => {
      setGiven(found.given)
      setKind(found.reliefKind)
      setDocument(found.document)
      setPaper(found.paper)
    },
    useUntouched(typed),
  )
  const keyOf = ({ insurance, month }: Arrear) => `${insurance}/${month}`
  const items = answer.arrears.flatMap((one) => {
    const amount = fenOf(given[keyOf(one)] ?? '')
    return amount === undefined || amount === 0
      ? []
      : [{ insurance: one.insurance, contributionMonth: one.month, amount }]
  })
  const resubmits = again?.resubmits
  const sending = useFileEntry({
    path: RELIEF_PATHS.relieve,
    name: say(RELIEF.title),
    draft,
    resubmits,
    forget,
    filed: RELIEF.filed,
  })
  const body = { creditCode, reliefKind, items, document: document.trim(), documentId: paper?.documentId }
  const columns: Column<Arrear>[] = [
    { name: 'month', title: RELIEF.months, cell: ({ month }) => monthText(month, language) },
    { name: 'insurance', title: RELIEF.insurance, cell: ({ insurance }) => say(shortInsurance(insurance)) },
    { name: 'due', title: RELIEF.due, amount: true, cell: ({ due }) => amountText(due) },
    { name: 'paid', title: RELIEF.paid, amount: true, cell: ({ paid }) => amountText(paid) },
    { name: 'relieved', title: RELIEF.relieved, amount: true, cell: ({ relieved }) => amountText(relieved) },
    { name: 'room', title: RELIEF.room, amount: true, cell: ({ room }) => amountText(room) },
    {
      name: 'let',
      title: LET[reliefKind],
      cell: (one) =>
        one.room > 0 && (
          <Input
            inputMode="decimal"
            aria-label={`${one.month} ${say(shortInsurance(one.insurance))} ${say(LET[reliefKind])}`}
            value={given[keyOf(one)] ?? ''}
            onChange={({ target }) => setGiven({ ...given, [keyOf(one)]: target.value })}
          />
        ),
    },
  ]
  if (answer.arrears.length === 0)
    return (
      <Section title={say(RELIEF.arrears)}>
        <Empty title={say(RELIEF.noArrears)} />
      </Section>
    )
  return (
    <Section title={say(RELIEF.arrears)}>
      <DraftNote restored={restored} reopened={false} />
      <DataTable caption={say(RELIEF.arrears)} columns={columns} rows={answer.arrears} keyOf={keyOf} step={48} />
      <div className="toolbar no-print">
        <Segmented
          aria-label={say(RELIEF.kind)}
          value={reliefKind}
          options={(['reduction', 'writeOff'] as const).map((value) => ({ value, label: say(RELIEF_KINDS[value]) }))}
          onChange={setKind}
        />
        <Input
          aria-label={say(RELIEF.approval)}
          placeholder={say(RELIEF.approval)}
          value={document}
          maxLength={100}
          onChange={({ target }) => setDocument(target.value)}
        />
      </div>
      <PaperField paper={paper} onPaper={setPaper} />
      <FormProblem error={sending.error} />
      <div className="toolbar no-print">
        <Button
          type="primary"
          disabled={items.length === 0 || document.trim().length < 2 || paper === undefined}
          loading={sending.isPending}
          onClick={() => sending.mutate({ body })}
        >
          {say(RELIEF.file)}
        </Button>
      </div>
    </Section>
  )
}
