import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input, Radio } from 'antd'
import { useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import {
  DECISIONS,
  type DecideDifference,
  type DifferenceView,
  MATTERS,
  WANTED,
  type Wanted,
} from '../../src/exchange/contract.js'
import { PaperField } from '../desk/paper-field.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { DIFFERENCES } from './paths.js'
import { sideText } from './side-text.js'
import { EXCHANGE } from './words.js'

type Decision = DecideDifference['decision']

/** 办理一项差异：side by side, and who is right. */
export function DecideDialog({ one, onClose }: { readonly one: DifferenceView; readonly onClose: () => void }) {
  const { say, language } = useLanguage()
  const [decision, setDecision] = useState<Decision>('oursRight')
  const [note, setNote] = useState('')
  const [submissionId, setSubmissionId] = useState('')
  const [paper, setPaper] = useState<PaperView>()
  const [fill, setFill] = useState<Filled>({})
  const queries = useQueryClient()
  const { message } = App.useApp()
  const deciding = useMutation<unknown, Problem, DecideDifference>({
    mutationFn: (body) => ask(`${DIFFERENCES}/${one.id}/decide`, { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [DIFFERENCES] })
      void message.success(say(EXCHANGE.decided))
      onClose()
    },
  })
  const send = () =>
    deciding.mutate({
      ...{ decision, note: note.trim() },
      ...(paper === undefined ? {} : { documentId: paper.documentId }),
      ...(submissionId.trim() === '' ? {} : { submissionId: submissionId.trim() }),
      ...(decision === 'theirsRight' && Object.keys(fill).length > 0 ? { fill: fillOf(fill) } : {}),
    })
  return (
    <Dialog
      wide
      title={`${one.partnerName} · ${say(MATTERS[one.matter])}`}
      onClose={onClose}
      action={{ text: say(EXCHANGE.decide), disabled: note.trim().length < 4, busy: deciding.isPending, onClick: send }}
    >
      <div className="return-form">
        <p>{one.about}</p>
        <dl className="exchange-sides">
          <dt>{say(EXCHANGE.ours)}</dt>
          <dd>{sideText(one, one.ours, language) || '—'}</dd>
          <dt>{say(EXCHANGE.theirs)}</dt>
          <dd>{sideText(one, one.theirs, language)}</dd>
        </dl>
        <History one={one} />
        <FormProblem error={deciding.error} />
        <Radio.Group
          aria-label={say(EXCHANGE.decide)}
          value={decision}
          onChange={({ target }) => setDecision(target.value as Decision)}
          options={(Object.keys(DECISIONS) as Decision[]).map((key) => ({ value: key, label: say(DECISIONS[key]) }))}
        />
        {decision === 'theirsRight' && (
          <Prefilled one={one} value={submissionId} onChange={setSubmissionId} fill={fill} onFill={setFill} />
        )}
        <Input.TextArea
          aria-label={say(EXCHANGE.note)}
          placeholder={say(EXCHANGE.noteHint)}
          value={note}
          maxLength={500}
          showCount
          rows={3}
          onChange={({ target }) => setNote(target.value)}
        />
        <PaperField paper={paper} onPaper={setPaper} />
      </div>
    </Dialog>
  )
}

type Filled = Readonly<Partial<Record<Wanted, string>>>

/** Whole numbers go as numbers; what is not one is left to the system to refuse. */
function fillOf(fill: Filled): NonNullable<DecideDifference['fill']> {
  const { injuryClass, injuryFloat, ...texts } = fill
  return {
    ...texts,
    ...(injuryClass === undefined ? {} : { injuryClass: Number(injuryClass) }),
    ...(injuryFloat === undefined ? {} : { injuryFloat: Number(injuryFloat) }),
  }
}

function Prefilled({
  one,
  value,
  onChange,
  fill,
  onFill,
}: {
  readonly one: DifferenceView
  readonly value: string
  readonly onChange: (text: string) => void
  readonly fill: Filled
  readonly onFill: (fill: Filled) => void
}) {
  const { say } = useLanguage()
  const { kind, values, filed, wants } = one.prefill
  const put = (item: Wanted, text: string) => {
    const { [item]: _, ...rest } = fill
    onFill(text.trim() === '' ? rest : { ...rest, [item]: text.trim() })
  }
  const items: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = MATTERS[one.matter].items
  const name = kind in SUBMISSION_KINDS ? say(SUBMISSION_KINDS[kind as keyof typeof SUBMISSION_KINDS]) : kind
  return (
    <div>
      <p>{say(EXCHANGE.prefill, { kind: name })}</p>
      <ul>
        {Object.entries(values).map(([item, text]) => (
          <li key={item}>
            {items[item] === undefined ? item : say(items[item])} · {text}
          </li>
        ))}
      </ul>
      <p>{say(filed ? EXCHANGE.theirsFiled : EXCHANGE.theirsSays)}</p>
      {wants.map((item) => (
        <label key={item} className="entry-field">
          <span>{say(WANTED[item])}</span>
          <Input
            type={item === 'fromMonth' ? 'month' : 'text'}
            inputMode={item.startsWith('injury') ? 'numeric' : 'text'}
            maxLength={8}
            value={fill[item] ?? ''}
            onChange={({ target }) => put(item, target.value)}
          />
        </label>
      ))}
      <Input
        aria-label={say(EXCHANGE.submissionId)}
        placeholder={say(EXCHANGE.submissionId)}
        value={value}
        maxLength={36}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}

export function History({ one }: { readonly one: Pick<DifferenceView, 'decisions'> }) {
  const { say, language } = useLanguage()
  if (one.decisions.length === 0) return null
  const named = (decision: string) =>
    decision in DECISIONS
      ? say(DECISIONS[decision as Decision])
      : say(decision === 'confirm' ? EXCHANGE.confirm : EXCHANGE.release)
  return (
    <ul aria-label={say(EXCHANGE.history)}>
      {one.decisions.map(({ decision, note, by, at }) => (
        <li key={`${at}/${decision}`}>
          <span className="number">{instantText(at, language)}</span> {by} {named(decision)} · {note}
        </li>
      ))}
    </ul>
  )
}
