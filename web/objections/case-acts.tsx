import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import {
  EVIDENCE_FROM,
  OBJECTION_ACTS,
  type ObjectionCase,
  OUTCOMES,
  PAPER_BASES,
} from '../../src/objections/contract.js'
import { PaperField } from '../desk/paper-field.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Choose } from './choose.js'
import { CorrectForm } from './correct-form.js'
import { OBJECTION } from './words.js'

type Act = ObjectionCase['acts'][number]

/** 下一步：only what this person may do just now. */
export function CaseActs({ one }: { readonly one: ObjectionCase }) {
  const { say } = useLanguage()
  const [chosen, setAct] = useState<Act>()
  const [first] = one.acts
  if (first === undefined) return null
  const act = chosen !== undefined && one.acts.includes(chosen) ? chosen : first
  return (
    <section className="card objection-card no-print" aria-label={say(OBJECTION.act)}>
      <Choose
        label={say(OBJECTION.act)}
        of={
          Object.fromEntries(one.acts.map((key) => [key, OBJECTION_ACTS[key]])) as Record<
            Act,
            (typeof OBJECTION_ACTS)[Act]
          >
        }
        value={act}
        onChange={setAct}
      />
      {act === 'correct' ? <CorrectForm key={one.objection.id} one={one} /> : <ActForm key={act} one={one} act={act} />}
    </section>
  )
}

function ActForm({ one, act }: { readonly one: ObjectionCase; readonly act: Act }) {
  const { say } = useLanguage()
  const [note, setNote] = useState('')
  const [basis, setBasis] = useState<keyof typeof PAPER_BASES>('identity')
  const [from, setFrom] = useState<keyof typeof EVIDENCE_FROM>('employer')
  const [outcome, setOutcome] = useState<keyof typeof OUTCOMES>('upheld')
  const [agency, setAgency] = useState(one.places[0]?.code ?? '')
  const [paper, setPaper] = useState<PaperView>()
  const queries = useQueryClient()
  const text = note.trim()
  const optional = act === 'accept' || (act === 'decide' && outcome === 'upheld')
  const papers = act === 'check' || act === 'evidence' || act === 'keeperTold'
  const body =
    act === 'decide'
      ? { outcome, ...(text === '' ? {} : { reasons: text }) }
      : {
          ...{ act, ...(text === '' ? {} : { note: text }) },
          ...(act === 'askPapers' ? { basis } : {}),
          ...(act === 'askEvidence' ? { from } : {}),
          ...(act === 'move' ? { agency } : {}),
          ...(papers && paper !== undefined ? { documentId: paper.documentId } : {}),
        }
  const sending = useMutation<unknown, Problem>({
    mutationFn: () =>
      ask(`/api/desk/objections/${one.objection.id}/${act === 'decide' ? 'decide' : 'handle'}`, {
        method: 'POST',
        body,
      }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const places = Object.fromEntries(one.places.map(({ code, name }) => [code, { zh: name, en: name }]))
  return (
    <div className="objection-form">
      <FormProblem error={sending.error} />
      {act === 'askPapers' && (
        <Choose label={say(OBJECTION.basis)} of={PAPER_BASES} value={basis} onChange={setBasis} />
      )}
      {act === 'askEvidence' && (
        <Choose label={say(OBJECTION.from)} of={EVIDENCE_FROM} value={from} onChange={setFrom} />
      )}
      {act === 'decide' && (
        <Choose label={say(OBJECTION.outcomeIs)} of={OUTCOMES} value={outcome} onChange={setOutcome} />
      )}
      {act === 'move' && <Choose label={say(OBJECTION.moveTo)} of={places} value={agency} onChange={setAgency} />}
      <label className="objection-field">
        <span>{say(act === 'decide' ? OBJECTION.reasons : OBJECTION.note)}</span>
        <textarea rows={3} maxLength={2000} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      {papers && <PaperField paper={paper} onPaper={setPaper} />}
      <Button
        type="primary"
        loading={sending.isPending}
        disabled={text.length < 4 && !(optional && text === '')}
        onClick={() => sending.mutate()}
      >
        {say(OBJECTION_ACTS[act])}
      </Button>
    </div>
  )
}
