import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import {
  ARRANGEMENTS_PATH,
  type ArrangementView,
  RECIPIENT_ACTS,
  RECIPIENT_KINDS,
  RECIPIENTS_PATH,
  type RecipientView,
  SUBJECT_CLASSES,
} from '../../src/disclosure/arrangement-contract.js'
import type { DISCLOSED } from '../../src/disclosure/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { SectionsChoice } from './asked-fields.js'
import { ChoiceField, Field, TextField } from './field.js'
import { personsIn } from './receive-form.js'
import { DISCLOSURE } from './words.js'

interface Sending {
  readonly title: string
  readonly text: string
  readonly path: string
  readonly body: object
  readonly ready: boolean
  readonly danger?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** 填好、送出、关上。 */
function SendDialog({ title, text, path, body, ready, danger = false, onClose, children }: Sending) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const sending = useMutation<unknown, Problem>({
    mutationFn: () => ask(path, { method: 'POST', body }),
    onSuccess: () => {
      for (const key of [ARRANGEMENTS_PATH, RECIPIENTS_PATH]) void queries.invalidateQueries({ queryKey: [key] })
      void message.success(say(DISCLOSURE.done))
      onClose()
    },
  })
  const action = { text, danger, disabled: !ready, busy: sending.isPending, onClick: () => sending.mutate() }
  return (
    <Dialog wide title={title} onClose={onClose} action={action}>
      <div className="return-form">
        <FormProblem error={sending.error} />
        {children}
      </div>
    </Dialog>
  )
}

export function DecideDialog({
  one,
  move,
  onClose,
}: {
  readonly one: ArrangementView
  readonly move: 'approve' | 'return' | 'revoke'
  readonly onClose: () => void
}) {
  const { say } = useLanguage()
  const [note, setNote] = useState('')
  const path = `${ARRANGEMENTS_PATH}/${one.id}/${move === 'revoke' ? 'revoke' : 'decide'}`
  const sent = { path, body: move === 'revoke' ? { note } : { verdict: move, note } }
  return (
    <SendDialog
      {...{ ...sent, onClose, title: `${say(DISCLOSURE[move])} · ${one.recipientName}`, text: say(DISCLOSURE[move]) }}
      danger={move !== 'approve'}
      ready={note.trim().length > 3}
    >
      <TextField label={DISCLOSURE.reason} value={note} rows={3} onChange={setNote} />
    </SendDialog>
  )
}

export function EnterDialog({ onClose }: { readonly onClose: () => void }) {
  const { say } = useLanguage()
  const [recipient, setRecipient] = useState('')
  const [name, setName] = useState('')
  const [kind, setKind] = useState<keyof typeof RECIPIENT_KINDS>()
  const ready = /^[a-z][a-z0-9-]{1,59}$/.test(recipient) && name.trim().length > 1 && kind !== undefined
  const title = say(DISCLOSURE.enter)
  return (
    <SendDialog {...{ title, text: title, ready, onClose, path: RECIPIENTS_PATH, body: { recipient, name, kind } }}>
      <TextField label={DISCLOSURE.code} value={recipient} onChange={setRecipient} />
      <TextField label={DISCLOSURE.unit} value={name} onChange={setName} />
      <ChoiceField label={DISCLOSURE.kind} words={RECIPIENT_KINDS} value={kind} onChange={setKind} />
    </SendDialog>
  )
}

type RecipientAct = keyof typeof RECIPIENT_ACTS

export function NoteDialog({
  one,
  canResume,
  onClose,
}: {
  readonly one: RecipientView
  readonly canResume: boolean
  readonly onClose: () => void
}) {
  const { say } = useLanguage()
  const [act, setAct] = useState<RecipientAct>()
  const [note, setNote] = useState('')
  const [days, setDays] = useState({ agreement: '', from: '', through: '' })
  const [suspend, setSuspend] = useState(true)
  const { resumed, ...others } = RECIPIENT_ACTS
  const words = (canResume && one.state === 'suspended' ? RECIPIENT_ACTS : others) as typeof RECIPIENT_ACTS
  const isWhole = act !== 'agreement' || Object.values(days).every((text) => text.trim() !== '')
  const body = { note, ...(act === 'agreement' ? days : {}), ...(act === 'misuse' ? { suspend } : {}) }
  return (
    <SendDialog
      {...{ body, onClose, title: `${say(DISCLOSURE.addNote)} · ${one.name}`, text: say(DISCLOSURE.addNote) }}
      path={`${RECIPIENTS_PATH}/${one.recipient}/${act ?? 'agreement'}`}
      danger={act === 'suspended' || act === 'ended' || act === 'misuse'}
      ready={act !== undefined && note.trim().length > 3 && isWhole}
    >
      <ChoiceField label={DISCLOSURE.what} words={words} value={act} onChange={setAct} />
      {act === 'agreement' && (
        <>
          <TextField
            label={DISCLOSURE.agreementNumber}
            value={days.agreement}
            onChange={(agreement) => setDays({ ...days, agreement })}
          />
          <TextField
            label={DISCLOSURE.startOn}
            type="date"
            value={days.from}
            onChange={(from) => setDays({ ...days, from })}
          />
          <TextField
            label={DISCLOSURE.endOn}
            type="date"
            value={days.through}
            onChange={(through) => setDays({ ...days, through })}
          />
        </>
      )}
      <TextField label={DISCLOSURE.note} value={note} rows={3} onChange={setNote} />
      {act === 'misuse' && (
        <Checkbox checked={suspend} onChange={({ target }) => setSuspend(target.checked)}>
          {say(DISCLOSURE.suspendToo)}
        </Checkbox>
      )}
    </SendDialog>
  )
}

const NEW = {
  ...{ recipient: '', basis: '', purpose: '', persons: '', fromMonth: '', quota: '', startOn: '', endOn: '' },
  ...{ reviewOn: '', publicKey: '' },
}
const PER = { day: DISCLOSURE.day, month: DISCLOSURE.month }
const SCOPES = { class: DISCLOSURE.class, list: DISCLOSURE.list }

export function ApplyDialog({
  recipients,
  onClose,
}: {
  readonly recipients: readonly RecipientView[]
  readonly onClose: () => void
}) {
  const { say } = useLanguage()
  const [texts, setTexts] = useState(NEW)
  const [scope, setScope] = useState<keyof typeof SCOPES>('class')
  const [subjectClass, setSubjectClass] = useState<keyof typeof SUBJECT_CLASSES>()
  const [sections, setSections] = useState<readonly (keyof typeof DISCLOSED)[]>([])
  const [quotaPer, setQuotaPer] = useState<keyof typeof PER>('day')
  const set = (name: keyof typeof NEW) => (text: string) => setTexts((old) => ({ ...old, [name]: text }))
  const { persons, quota, ...plain } = texts
  const body = {
    ...{ ...plain, scope, sections, quotaPer, quota: Number(quota) },
    ...(scope === 'class' ? { subjectClass } : { persons: personsIn(persons) }),
  }
  const isWhole = Object.values(plain).every((text) => text.trim() !== '') && /^[1-9]\d{0,6}$/.test(quota)
  const hasScope = scope === 'class' ? subjectClass !== undefined : personsIn(persons).length > 0
  const title = say(DISCLOSURE.apply)
  const named = Object.fromEntries(recipients.map(({ recipient, name }) => [recipient, { zh: name, en: name }]))
  return (
    <SendDialog
      {...{ title, text: title, path: ARRANGEMENTS_PATH, body, onClose }}
      ready={isWhole && hasScope && sections.length > 0}
    >
      <ChoiceField
        label={DISCLOSURE.unit}
        words={named}
        value={texts.recipient === '' ? undefined : texts.recipient}
        onChange={set('recipient')}
      />
      <TextField label={DISCLOSURE.basis} value={texts.basis} onChange={set('basis')} />
      <TextField label={DISCLOSURE.purpose} value={texts.purpose} onChange={set('purpose')} />
      <ChoiceField label={DISCLOSURE.scope} words={SCOPES} value={scope} onChange={setScope} />
      {scope === 'class' ? (
        <ChoiceField label={DISCLOSURE.class} words={SUBJECT_CLASSES} value={subjectClass} onChange={setSubjectClass} />
      ) : (
        <TextField label={DISCLOSURE.namedHint} value={persons} rows={3} onChange={set('persons')} />
      )}
      <Field label={DISCLOSURE.items}>
        <SectionsChoice sections={sections} onChange={setSections} />
      </Field>
      <TextField label={DISCLOSURE.from} type="month" value={texts.fromMonth} onChange={set('fromMonth')} />
      <TextField label={DISCLOSURE.quota} type="number" value={quota} onChange={set('quota')} />
      <ChoiceField label={DISCLOSURE.quotaPer} words={PER} value={quotaPer} onChange={setQuotaPer} />
      {(['startOn', 'endOn', 'reviewOn'] as const).map((name) => (
        <TextField key={name} label={DISCLOSURE[name]} type="date" value={texts[name]} onChange={set(name)} />
      ))}
      <TextField label={DISCLOSURE.publicKey} value={texts.publicKey} rows={4} onChange={set('publicKey')} />
    </SendDialog>
  )
}
