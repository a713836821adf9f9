import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import { RECOVERY_PATH, RECOVERY_WAYS, type RecoveryView } from '../../src/exchange/recovery-contract.js'
import { fenOf } from '../contribution/yuan.js'
import { PaperField } from '../desk/paper-field.js'
import { amountText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { RECOVERY } from './recovery-words.js'

export type RecoveryMove = 'notice' | 'plan' | 'repay' | 'off'
const PATHS = { notice: 'notices', plan: 'plans', repay: 'repayments', off: 'write-offs' } as const
const SAYS = { notice: 'noticeSays', plan: 'planSays', repay: 'repaySays', off: 'offSays' } as const
const NONE = {
  ...{ note: '', receiver: '', amount: '', document: '', day: '', way: 'returned' },
  instalments: [
    { day: '', amount: '' },
    { day: '', amount: '' },
  ],
}
type Typed = typeof NONE

interface Props {
  readonly one: RecoveryView
  readonly move: RecoveryMove
  readonly onClose: () => void
}

/** 追回的一步。What the system refuses is said where it was typed. */
export function RecoveryDialog({ one, move, onClose }: Props) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState<Typed>(NONE)
  const [paper, setPaper] = useState<PaperView>()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const path = `${RECOVERY_PATH}/${one.id}`
  const doing = useMutation<RecoveryView, Problem, object>({
    mutationFn: (body) => ask(`${path}/${PATHS[move]}`, { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [path] })
      void queries.invalidateQueries({ queryKey: [RECOVERY_PATH] })
      void message.success(say(RECOVERY.done))
      onClose()
    },
  })
  const body = bodyOf(move, typed, paper?.documentId)
  return (
    <Dialog
      wide
      title={`${say(RECOVERY[move])} · ${one.fullName}`}
      onClose={onClose}
      action={{
        ...{ text: say(RECOVERY[move]), disabled: body === undefined, busy: doing.isPending },
        onClick: () => doing.mutate(body!),
      }}
    >
      <div className="return-form">
        <p>{say(RECOVERY[SAYS[move]])}</p>
        <p>
          {say(RECOVERY.left)} <span className="number">{amountText(one.left)}</span>
        </p>
        <FormProblem error={doing.error} />
        <Fields move={move} typed={typed} onType={(more) => setTyped({ ...typed, ...more })} />
        {move !== 'notice' && <PaperField paper={paper} onPaper={setPaper} />}
      </div>
    </Dialog>
  )
}

/** What is sent, once everything that is wanted is there. */
function bodyOf(move: RecoveryMove, typed: Typed, documentId: string | undefined): object | undefined {
  const note = typed.note.trim()
  if (note.length < 4) return undefined
  const amount = fenOf(typed.amount)
  if (move === 'notice') return typed.receiver.trim().length < 2 ? undefined : { receiver: typed.receiver.trim(), note }
  if (move === 'repay') {
    if (amount === undefined || amount <= 0 || typed.day === '') return undefined
    return { amount, way: typed.way, day: typed.day, note, ...(documentId === undefined ? {} : { documentId }) }
  }
  if (documentId === undefined) return undefined
  if (move === 'plan') {
    const instalments = typed.instalments.map(({ day, amount: text }) => ({ day, amount: fenOf(text) ?? 0 }))
    return instalments.some(({ day, amount: sum }) => day === '' || sum <= 0)
      ? undefined
      : { instalments, note, documentId }
  }
  const document = typed.document.trim()
  return amount === undefined || amount <= 0 || document.length < 2
    ? undefined
    : { amount, document, because: note, documentId }
}

interface FieldsProps {
  readonly move: RecoveryMove
  readonly typed: Typed
  readonly onType: (more: Partial<Typed>) => void
}

function Fields({ move, typed, onType }: FieldsProps) {
  const { say } = useLanguage()
  const text = (key: 'receiver' | 'amount' | 'document' | 'day', most: number, type = 'text') => (
    <Labelled label={say(RECOVERY[key])}>
      <Input
        type={type}
        value={typed[key]}
        maxLength={most}
        inputMode={key === 'amount' ? 'decimal' : 'text'}
        autoComplete="off"
        onChange={({ target }) => onType({ [key]: target.value })}
      />
    </Labelled>
  )
  return (
    <>
      {move === 'notice' && text('receiver', 100)}
      {move === 'plan' && <Instalments many={typed.instalments} onChange={(instalments) => onType({ instalments })} />}
      {(move === 'repay' || move === 'off') && text('amount', 20)}
      {move === 'repay' && (
        <>
          <Radio.Group
            aria-label={say(RECOVERY.way)}
            value={typed.way}
            onChange={({ target }) => onType({ way: target.value as string })}
            options={Object.entries(RECOVERY_WAYS).map(([value, words]) => ({ value, label: say(words) }))}
          />
          {text('day', 10, 'date')}
        </>
      )}
      {move === 'off' && text('document', 100)}
      <Labelled label={say(move === 'off' ? RECOVERY.because : RECOVERY.note)}>
        <Input.TextArea
          value={typed.note}
          maxLength={500}
          rows={3}
          onChange={({ target }) => onType({ note: target.value })}
        />
      </Labelled>
    </>
  )
}

function Instalments({
  many,
  onChange,
}: {
  readonly many: Typed['instalments']
  readonly onChange: (many: Typed['instalments']) => void
}) {
  const { say } = useLanguage()
  const put = (n: number, more: object) => onChange(many.map((one, i) => (i === n ? { ...one, ...more } : one)))
  return (
    <>
      {many.map(({ day, amount }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: instalments are told apart by their place alone
        <div key={i} className="toolbar">
          <Input
            type="date"
            aria-label={say(RECOVERY.instalmentDay, { n: String(i + 1) })}
            value={day}
            onChange={({ target }) => put(i, { day: target.value })}
          />
          <Input
            inputMode="decimal"
            aria-label={say(RECOVERY.instalmentAmount, { n: String(i + 1) })}
            placeholder={say(RECOVERY.instalmentAmount, { n: String(i + 1) })}
            value={amount}
            maxLength={20}
            onChange={({ target }) => put(i, { amount: target.value })}
          />
        </div>
      ))}
      <Button size="small" disabled={many.length >= 120} onClick={() => onChange([...many, { day: '', amount: '' }])}>
        {say(RECOVERY.addInstalment)}
      </Button>
    </>
  )
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the one child
    <label className="entry-field">
      <span>{label}</span>
      {children}
    </label>
  )
}
